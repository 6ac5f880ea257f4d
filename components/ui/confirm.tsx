"use client";

import { type ReactNode, useState } from "react";
import { lazyPart } from "@/lib/client/lazy-part";
import { Opener } from "./opener";
import type { TriggerElement } from "./trigger";

const PART = lazyPart(() => import("./confirm-window"));

/** Asks once before something is done. Focus goes back to the trigger. */
export function Confirm({
  trigger,
  busy = false,
  title,
  children,
  confirm,
  onConfirm,
  container,
}: {
  trigger: TriggerElement;
  /** Whether there is nothing to ask now. The trigger keeps the focus all the same. */
  busy?: boolean;
  title: string;
  children: ReactNode;
  confirm: string;
  onConfirm: () => void;
  /** Where the dialog is put: within the element that is in full screen, if one is. */
  container?: HTMLElement | null;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Opener trigger={trigger} part={PART} open={open} onOpenChange={setOpen} disabled={busy}>
      {({ ConfirmWindow }, opening) => (
        <ConfirmWindow
          opening={opening}
          title={title}
          confirm={confirm}
          onConfirm={onConfirm}
          container={container}
        >
          {children}
        </ConfirmWindow>
      )}
    </Opener>
  );
}
