"use client";

import { type ReactElement, type ReactNode, useId, useRef } from "react";
import { fetchAhead, lazyPart } from "@/lib/client/lazy-part";
import { useHint } from "@/lib/client/use-hint";
import { usePart } from "@/lib/client/use-part";
import { Trigger } from "./trigger";

const PART = lazyPart(() => import("./hint-bubble"));
const ahead = () => fetchAhead(PART);

/**
 * A line of explanation on hover or focus, fetched as the first one is about to be needed. The child
 * must be able to hold a ref.
 */
export function Hint({ text, children }: { text: ReactNode; children: ReactElement }) {
  const id = useId();
  const trigger = useRef<HTMLElement>(null);
  const { asked, close, handlers } = useHint(ahead);
  const { loaded } = usePart(PART, asked, trigger, close);
  const leave = () => {
    handlers.onPointerLeave();
    // An open one stays for a pointer that is on its way to it.
    if (!loaded && document.activeElement !== trigger.current) close();
  };
  return (
    <>
      <Trigger
        of={children}
        at={trigger}
        aria-describedby={loaded ? id : undefined}
        {...handlers}
        onPointerLeave={leave}
      />
      {loaded && (
        <loaded.HintBubble id={id} trigger={trigger} onClose={close}>
          {text}
        </loaded.HintBubble>
      )}
    </>
  );
}
