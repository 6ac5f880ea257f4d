import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A link inside Runboard. Every page is made for whoever asks at that moment, so that asking for it
 * before anybody does would bring nothing.
 */
export const Link = (props: ComponentProps<typeof NextLink>) => (
  <NextLink prefetch={false} {...props} />
);
