"use client";

import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";

export const HintProvider = ({ children }: { children: ReactNode }) => (
  <Tooltip.Provider delayDuration={300} skipDelayDuration={200}>
    {children}
  </Tooltip.Provider>
);

/** A line of explanation on hover or focus. The child must be able to hold a ref. */
export function Hint({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-80 animate-arrive rounded-lg border border-line bg-raised px-2.5 py-1.5 text-xs text-ink"
        >
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
