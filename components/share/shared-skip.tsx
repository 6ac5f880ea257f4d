"use client";

/** The first stop of the Tab key. A link would replace the fragment, which is the page's secret. */
export const SharedSkip = () => (
  <button
    type="button"
    onClick={() => document.getElementById("main")?.focus()}
    className="sr-only z-50 rounded-lg border border-line bg-card px-3 py-2 text-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
  >
    Skip to content
  </button>
);
