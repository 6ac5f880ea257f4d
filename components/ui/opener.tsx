"use client";

import { type ReactNode, useId, useRef } from "react";
import { fetchAhead, type LazyPart } from "@/lib/client/lazy-part";
import { usePart } from "@/lib/client/use-part";
import { LoadFailed } from "./load-failed";
import { Trigger, type TriggerElement } from "./trigger";

/** What a dialog must know of the button that opened it. */
export type Opening = {
  id: string;
  /** Gives the focus back to it, when the dialog closes. */
  giveBackFocus: () => void;
  onOpenChange: (open: boolean) => void;
};

/**
 * A button that opens a dialog. The dialog's code is fetched when the pointer or the focus comes to
 * the button, so that it is there when it is pressed; where it is not, the button shows that it is
 * waited for.
 * @param disabled whether there is nothing to open now. The button keeps the focus all the same.
 * @param children draws the dialog, open
 */
export function Opener<T>({
  trigger,
  part,
  open,
  onOpenChange,
  disabled,
  children,
}: {
  trigger: TriggerElement;
  part: LazyPart<T>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  disabled?: boolean | undefined;
  children: (loaded: T, opening: Opening) => ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLElement>(null);
  const { loaded, busy, failed } = usePart(part, open, button, () => onOpenChange(false));
  const giveBackFocus = () => button.current?.focus();
  const ahead = () => fetchAhead(part);
  return (
    <>
      <Trigger
        of={trigger}
        at={button}
        aria-haspopup="dialog"
        aria-expanded={loaded !== null}
        aria-controls={loaded ? id : undefined}
        aria-busy={busy || undefined}
        aria-disabled={disabled}
        onPointerEnter={ahead}
        onFocus={ahead}
        onClick={(event) => {
          if (disabled) event.preventDefault();
          else onOpenChange(!open);
        }}
      />
      {failed && <LoadFailed />}
      {loaded && (
        <Opened
          loaded={loaded}
          id={id}
          giveBackFocus={giveBackFocus}
          onOpenChange={onOpenChange}
          draw={children}
        />
      )}
    </>
  );
}

function Opened<T>({
  loaded,
  draw,
  ...opening
}: Opening & { loaded: T; draw: (loaded: T, opening: Opening) => ReactNode }) {
  return draw(loaded, opening);
}
