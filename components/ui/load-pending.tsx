"use client";

import { createPortal } from "react-dom";

/**
 * Says at the lower edge of the window that what was asked for is on its way. A short wait is not
 * told: until it is longer, the words are hidden, also from screen readers.
 */
export const LoadPending = () =>
  createPortal(
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 bottom-3 z-50 mx-auto w-fit print:hidden"
    >
      <p className="animate-late rounded-lg border border-line bg-card px-3 py-2 text-muted">
        Opening…
      </p>
    </div>,
    document.body,
  );
