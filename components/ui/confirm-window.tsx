"use client";

import { AlertDialog } from "radix-ui";
import type { ReactNode } from "react";
import { buttonClass } from "./button";
import type { Opening } from "./opener";

/** The window of `Confirm`, open. */
export function ConfirmWindow({
  opening,
  title,
  children,
  confirm,
  onConfirm,
  container,
}: {
  opening: Opening;
  title: string;
  children: ReactNode;
  confirm: string;
  onConfirm: () => void;
  container: HTMLElement | null | undefined;
}) {
  return (
    <AlertDialog.Root open onOpenChange={opening.onOpenChange}>
      <AlertDialog.Portal container={container}>
        {/* As high as a dialog: it may be one that asks. */}
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-overlay" />
        <AlertDialog.Content
          id={opening.id}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            opening.giveBackFocus();
          }}
          className="fixed inset-0 z-50 m-auto flex h-fit max-h-[calc(100dvh-2rem)] w-[min(26rem,calc(100vw-2rem))] flex-col gap-2 overflow-y-auto rounded-lg border border-line bg-card px-5 pt-5"
        >
          <AlertDialog.Title className="text-base font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-balance text-muted">
            {children}
          </AlertDialog.Description>
          {/* In view while the words scroll, yet inside what scrolls: so the arrow keys scroll it. */}
          <div className="sticky bottom-0 -mx-5 flex flex-wrap justify-end gap-2 bg-card px-5 pt-3 pb-5">
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
