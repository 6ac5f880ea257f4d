import { clsx } from "clsx";
import type { ComponentProps } from "react";

type Look = "primary" | "plain" | "quiet";

const LOOKS: Record<Look, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover font-medium",
  plain: "border-line-strong/50 bg-card text-ink hover:bg-raised",
  quiet: "border-transparent bg-transparent text-muted hover:bg-raised hover:text-ink",
};

type Size = "normal" | "small" | "large" | "icon" | "small-icon";

/** Words wrap rather than be cut: those of an answer may differ at their end alone. */
const SIZES: Record<Size, string> = {
  normal: "min-h-8 max-w-full px-3 py-1",
  small: "min-h-7 max-w-full px-2 py-0.5",
  large: "min-h-9 max-w-full px-3 py-1",
  icon: "size-8",
  "small-icon": "size-7",
};

/** The look of a button, for links that act like one. */
export const buttonClass = (look: Look = "plain", size: Size = "normal", className?: string) =>
  clsx(
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-lg border text-sm transition-colors duration-150 disabled:opacity-60 held [&_svg]:size-4 [&_svg]:shrink-0",
    LOOKS[look],
    SIZES[size],
    className,
  );

export function Button({
  look = "plain",
  size = "normal",
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { look?: Look; size?: Size }) {
  return <button type={type} className={buttonClass(look, size, className)} {...rest} />;
}
