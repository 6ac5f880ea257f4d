"use client";

import { AlertDialog } from "radix-ui";
import { Button, buttonClass } from "@/components/ui/button";
import { linksWords } from "@/lib/client/share-words";
import type { Leaving } from "./use-sign-out";

/**
 * Asks what becomes of live links before signing out.
 * @param onClosed when it is gone, to give the focus back
 */
export function SignOutDialog({ leaving, onClosed }: { leaving: Leaving; onClosed: () => void }) {
  const { live, doing, problem, answer, cancel } = leaving;
  const links = live === 1 ? "link" : "links";
  const [go, stop] = live === 1 ? ["it goes", "it stops"] : ["they go", "they stop"];
  return (
    <AlertDialog.Root open={live !== null} onOpenChange={(open) => !open && !doing && cancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <AlertDialog.Content
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className="fixed inset-0 z-50 m-auto flex h-fit max-h-[calc(100dvh-2rem)] w-[min(33rem,calc(100vw-2rem))] flex-col gap-2 overflow-y-auto rounded-lg border border-line bg-card p-5"
        >
          <AlertDialog.Title className="text-base font-semibold">
            You have {linksWords(live ?? 0)}
          </AlertDialog.Title>
          <AlertDialog.Description className="text-pretty text-muted">
            Kept, {go} on working; for runs that go on, a sealed copy of your key is kept. Revoked,{" "}
            {stop} working for good.
          </AlertDialog.Description>
          <p role="alert" className="text-pretty text-failed empty:hidden">
            {problem}
          </p>
          <div className="mt-3 flex justify-end gap-2 max-sm:flex-col">
            <AlertDialog.Cancel aria-disabled={doing !== null} className={buttonClass("quiet")}>
              Cancel
            </AlertDialog.Cancel>
            <Button aria-disabled={doing !== null} onClick={() => void answer("revoke")}>
              {doing === "revoke" ? "Revoking…" : `Revoke ${links} and sign out`}
            </Button>
            <Button
              look="primary"
              aria-disabled={doing !== null}
              onClick={() => void answer("keep")}
            >
              {doing === "keep" ? "Signing out…" : `Keep ${links} and sign out`}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
