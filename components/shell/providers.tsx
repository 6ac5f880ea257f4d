"use client";

import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { StyleNonce } from "@/components/ui/style-nonce";
import { RenderedAt } from "@/lib/client/now";
import { learnRenderTime } from "@/lib/client/server-clock";

/** What every page needs around it. `renderedAtMs` is what the first paint counts ages from. */
export function Providers({
  nonce,
  renderedAtMs,
  children,
}: {
  nonce: string | undefined;
  renderedAtMs: number;
  children: ReactNode;
}) {
  useState(() => typeof window !== "undefined" && learnRenderTime(renderedAtMs));
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem nonce={nonce}>
      <StyleNonce nonce={nonce} />
      <RenderedAt value={renderedAtMs}>{children}</RenderedAt>
    </ThemeProvider>
  );
}
