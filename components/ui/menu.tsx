"use client";

import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from "react";
import { fetchAhead, lazyPart } from "@/lib/client/lazy-part";
import { usePart } from "@/lib/client/use-part";
import { LoadFailed } from "./load-failed";
import { Trigger, type TriggerElement } from "./trigger";

const PART = lazyPart(() => import("./menu-list"));
const ahead = () => fetchAhead(PART);

/**
 * A menu that drops from a button, made of the parts in `menu-parts.tsx`. It opens as the button is
 * pressed, not as it is let go. Like a dialog (`opener.tsx`), it is fetched when it is about to be
 * needed.
 */
export function Menu({ trigger, children }: { trigger: TriggerElement; children: ReactNode }) {
  const id = useId();
  const button = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const [isByKey, setIsByKey] = useState(false);
  const { loaded, busy, failed } = usePart(PART, open, button, () => setOpen(false));
  const press = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return;
    setOpen(!open);
    setIsByKey(false);
    // The focus is for the list.
    if (!open) event.preventDefault();
  };
  const key = (event: KeyboardEvent) => {
    if (!["Enter", " ", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    setOpen(event.key === "ArrowDown" || !open);
    setIsByKey(true);
  };
  return (
    <>
      <Trigger
        of={trigger}
        at={button}
        id={`${id}-trigger`}
        aria-haspopup="menu"
        aria-expanded={loaded !== null}
        aria-controls={loaded ? id : undefined}
        aria-busy={busy || undefined}
        onPointerEnter={ahead}
        onFocus={ahead}
        onPointerDown={press}
        onKeyDown={key}
      />
      {failed && <LoadFailed />}
      {loaded && (
        <loaded.MenuList id={id} trigger={button} isByKey={isByKey} onClose={() => setOpen(false)}>
          {children}
        </loaded.MenuList>
      )}
    </>
  );
}
