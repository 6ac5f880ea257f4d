"use client";

import { createPortal } from "react-dom";

/** Says at the lower edge of the window that what was pressed cannot open now. */
export const LoadFailed = () =>
  createPortal(
    <p
      role="alert"
      className="pointer-events-none fixed inset-x-3 bottom-3 z-50 mx-auto w-fit animate-arrive rounded-lg border border-line bg-card px-3 py-2 text-failed"
    >
      This could not be loaded. Check your connection, then press again.
    </p>,
    document.body,
  );
