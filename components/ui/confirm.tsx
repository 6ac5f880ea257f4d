"use client";

import { AlertDialog } from "radix-ui";
import type { ReactNode } from "react";
import { buttonClass } from "./button";

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
  trigger: ReactNode;
  /** Whether there is nothing to ask now. The trigger keeps the focus all the same. */
  busy?: boolean;
  title: string;
  children: ReactNode;
  confirm: string;
  onConfirm: () => void;
  /** Where the dialog is put: within the element that is in full screen, if one is. */
  container?: HTMLElement | null;
}) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger
        asChild
        aria-disabled={busy}
        onClick={(event) => busy && event.preventDefault()}
      >
        {trigger}
      </AlertDialog.Trigger>
      <AlertDialog.Portal container={container}>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <AlertDialog.Content className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(26rem,calc(100vw-2rem))] -translate-1/2 flex-col gap-2 overflow-y-auto rounded-lg border border-line bg-card p-5">
          <AlertDialog.Title className="text-base font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-muted">{children}</AlertDialog.Description>
          <div className="mt-3 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel className={buttonClass("plain")}>Cancel</AlertDialog.Cancel>
            <AlertDialog.Action className={buttonClass("primary")} onClick={onConfirm}>
              {confirm}
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
