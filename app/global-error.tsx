"use client";

import { Broken } from "@/components/shell/broken";
import { TabMark } from "@/components/status/tab-mark";
import "./globals.css";

/** What fails outside of the signed-in pages and of links, and when even the frame around pages did. */
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
