"use client";

import { Button, buttonClass } from "@/components/ui/button";
import { Blank } from "@/components/ui/notice";

/** A page that could not be drawn. `digest` leads to the entry in the server's log. */
export function Broken({ error, retry }: { error: unknown; retry: () => void }) {
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
          {/* A whole new page: what is in memory may be what broke. */}
          {/* oxlint-disable-next-line nextjs/no-html-link-for-pages */}
          <a href="/tasks" className={buttonClass("plain")}>
            Go to the tasks
          </a>
        </>
      }
    >
      Something went wrong in Runboard. Your runs go on, and what was recorded is safe.
      {digest && <p className="mt-2 font-mono text-xs">Reference {digest}</p>}
    </Blank>
  );
}
