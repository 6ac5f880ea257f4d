"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { buttonClass } from "./button";
import { InDialog } from "./landmark";
import type { Opening } from "./opener";

/**
 * A window over the page, open, drawn by an `Opener`: focus stays in it until it closes and then
 * goes back to the trigger.
 * A wide one fills a phone. Its content is one `DialogBody`, which scrolls, and one `DialogFooter`;
 * where that leaves the body too little room, the whole window scrolls.
 */
export function Dialog({
  opening: { id, giveBackFocus, onOpenChange },
  title,
  description,
  wide = false,
  stays,
  children,
}: {
  opening: Opening;
  title: string;
  description: ReactNode;
  /** Room for two columns, as tall as the window allows. */
  wide?: boolean;
  /** `open`: nothing closes it now. `aside`: a click beside it does not. */
  stays?: "open" | "aside" | undefined;
  children: ReactNode;
}) {
  return (
    <Radix.Root open onOpenChange={(next) => stays !== "open" && onOpenChange(next)}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Radix.Content
          id={id}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveBackFocus();
          }}
          // Going round from the last control to the first does not bring that into view.
          onFocus={({ target }) => target.scrollIntoView({ block: "nearest" })}
          onInteractOutside={(event) => stays && event.preventDefault()}
          className={clsx(
            "fixed inset-x-2 top-1/2 z-50 flex max-h-[calc(100dvh-1rem)] -translate-y-1/2 flex-col overflow-x-hidden overflow-y-auto rounded-lg border border-line bg-card sm:right-auto sm:left-1/2 sm:max-h-[calc(100dvh-3rem)] sm:-translate-x-1/2",
            wide
              ? "max-sm:h-dvh sm:w-[min(68rem,calc(100vw-3rem))] lg:h-[min(48rem,calc(100dvh-3rem))]"
              : "sm:w-[min(34rem,calc(100vw-3rem))]",
          )}
        >
          <header className="border-b border-line py-3 pr-12 pl-4">
            <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
            <Radix.Description asChild>
              <div className="line-clamp-4 text-xs wrap-anywhere text-muted">{description}</div>
            </Radix.Description>
          </header>
          <InDialog value>{children}</InDialog>
          {/* Last, so that the keyboard begins with what the dialog is for. */}
          <Radix.Close
            aria-label="Close"
            aria-disabled={stays === "open"}
            className={buttonClass("quiet", "small-icon", "absolute top-3 right-3")}
          >
            <X aria-hidden />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const DialogBody = ({ className, ...rest }: ComponentProps<"div">) => (
  <div
    className={clsx(
      // Words for readers alone stand in it, and must not make the window around it longer.
      "relative min-h-40 flex-1 overflow-y-auto max-lg:[@media(max-height:30rem)]:flex-none max-lg:[@media(max-height:30rem)]:overflow-visible",
      className,
    )}
    {...rest}
  />
);

export const DialogFooter = ({ children }: { children: ReactNode }) => (
  <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
    {children}
  </footer>
);
