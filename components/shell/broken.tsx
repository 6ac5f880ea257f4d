"use client";

const BUTTON = "inline-flex min-h-8 items-center rounded-lg border px-3 py-1";

/**
 * A page that could not be drawn. `digest` leads to the entry in the server's log. Every page brings
 * it, twice, so that it is there when nothing else is: it is made of nothing else.
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
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-16 text-center">
      <title>Something went wrong · Runboard</title>
      <h1 className="text-base font-semibold text-balance">This page could not be shown</h1>
      <div className="text-pretty text-muted">
        Something went wrong in Runboard.{" "}
        {shared
          ? "The run goes on, and the link stays as it is."
          : "Your runs go on, and what was recorded is safe."}
        {digest && <p className="mt-2 font-mono text-xs">Reference {digest}</p>}
      </div>
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        <button
          type="button"
          onClick={retry}
          className={`${BUTTON} border-transparent bg-accent font-medium text-on-accent hover:bg-accent-hover`}
        >
          Try again
        </button>
        {!shared && (
          // A whole new page: what is in memory may be what broke.
          // oxlint-disable-next-line nextjs/no-html-link-for-pages
          <a href="/tasks" className={`${BUTTON} border-line-strong/50 bg-card hover:bg-raised`}>
            Go to the tasks
          </a>
        )}
      </div>
    </div>
  );
}
