"use client";

import NextLink, { useLinkStatus } from "next/link";
import type { ComponentProps } from "react";

/**
 * A link inside Runboard. Every page is made for whoever asks at that moment, so that asking for it
 * before anybody does would bring nothing. While the page is on its way, a line says so.
 */
export const Link = ({ children, ...props }: ComponentProps<typeof NextLink>) => (
  <NextLink prefetch={false} {...props}>
    {children}
    <OnItsWay />
  </NextLink>
);

/** Along the upper edge of the window, and only when it takes longer than a moment. */
function OnItsWay() {
  const { pending } = useLinkStatus();
  return pending && <span aria-hidden data-testid="on-its-way" className="on-its-way" />;
}
