"use client";

import { Broken } from "@/components/shell/broken";
import { TabMark } from "@/components/status/tab-mark";
import "./globals.css";

/** When even the frame around the pages failed: it brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <TabMark title="Something went wrong" />
        <main>
          <Broken error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
