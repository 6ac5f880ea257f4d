"use client";

/**
 * A page that could not be drawn. `digest` leads to the entry in the server's log. Every page brings
 * it, twice, so that it is there when nothing else is: it is made of nothing else, and looks as
 * styles/parts.css has it.
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
    <div className="broken">
      <title>Something went wrong · Runboard</title>
      <h1>This page could not be shown</h1>
      <div>
        Something went wrong in Runboard.{" "}
        {shared
          ? "The run goes on, and the link stays as it is."
          : "Your runs go on, and what was recorded is safe."}
        {digest && <p>Reference {digest}</p>}
      </div>
      <div>
        <button type="button" onClick={retry}>
          Try again
        </button>
        {!shared && (
          // A whole new page: what is in memory may be what broke.
          // oxlint-disable-next-line nextjs/no-html-link-for-pages
          <a href="/tasks">Go to the tasks</a>
        )}
      </div>
    </div>
  );
}
