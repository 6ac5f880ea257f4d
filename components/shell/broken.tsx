"use client";

import { Button, buttonClass } from "@/components/ui/button";
import { Blank } from "@/components/ui/notice";

/**
 * A page that could not be drawn. `digest` leads to the entry in the server's log.
 * @param shared for whoever has a link and nothing else: nothing leads into Runboard
 */
export function Broken({
  error,
  retry,
  shared = false,
}: {
  error: unknown;
  retry: () => void;
  shared?: boolean;
}) {
  const digest =
    typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : null;
  return (
    <Blank
      level={1}
      title="This page could not be shown"
      action={
        <>
          <Button look="primary" onClick={retry}>
            Try again
          </Button>
          {!shared && (
            // A whole new page: what is in memory may be what broke.
            // oxlint-disable-next-line nextjs/no-html-link-for-pages
            <a href="/tasks" className={buttonClass("plain")}>
              Go to the tasks
            </a>
          )}
        </>
      }
    >
      Something went wrong in Runboard.{" "}
      {shared
        ? "The run goes on, and the link stays as it is."
        : "Your runs go on, and what was recorded is safe."}
      {digest && <p className="mt-2 font-mono text-xs">Reference {digest}</p>}
    </Blank>
  );
}
