import { clsx } from "clsx";

/** The place of something that is not there yet: still, since nothing is known to happen. */
export const Bone = ({ className }: { className?: string }) => (
  <span
    aria-hidden
    className={clsx(
      "block rounded bg-raised forced-colors:border forced-colors:border-[GrayText]",
      !className?.includes("h-") && "h-3",
      className,
    )}
  />
);
