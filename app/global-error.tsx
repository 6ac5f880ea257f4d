"use client";

import { Broken } from "@/components/shell/broken";
import "./globals.css";

/** What fails outside of the signed-in pages and of links, and when even the frame around pages did. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <Broken error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
