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

/** The place of a few words, as long and as high as `text` would be. */
export const TextBone = ({ text }: { text: string }) => (
  <span
    aria-hidden
    className="rounded bg-raised text-transparent select-none forced-colors:invisible"
  >
    {text}
  </span>
);
