import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";
import { KEPT_WIDTH_SCRIPT } from "@/lib/client/left-pane-bounds";
import { FONTS } from "./fonts";
import "./globals.css";

/** No title and no icon here: each page has its own `TabMark`. */
export const metadata: Metadata = {
  description: "Watch browser automation runs live",
  robots: { index: false, follow: false },
  referrer: "same-origin",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

const nowMs = () => Date.now();

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" className={FONTS} suppressHydrationWarning>
      <body>
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: KEPT_WIDTH_SCRIPT }} />
        <Providers nonce={nonce} renderedAtMs={nowMs()}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
