"use client";

import { Tooltip } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { Anchor } from "./anchor";
import { useLandmark } from "./landmark";

/** The bubble of `Hint`, open. It closes by itself: on Escape, on scroll, when the pointer leaves. */
export function HintBubble({
  id,
  trigger,
  onClose,
  children,
}: {
  id: string;
  trigger: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip.Provider>
      <Tooltip.Root open onOpenChange={(open) => !open && onClose()}>
        <Tooltip.Trigger asChild>
          <Anchor to={trigger} />
        </Tooltip.Trigger>
        <Tooltip.Portal container={useLandmark()}>
          <Tooltip.Content
            id={id}
            align="start"
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-80 animate-arrive rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-xs text-ink"
          >
            {children}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
