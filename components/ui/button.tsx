import { clsx } from "clsx";
import type { ComponentProps } from "react";

type Look = "primary" | "plain" | "quiet";

const LOOKS: Record<Look, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover font-medium",
  plain: "border-line-strong/50 bg-card text-ink hover:bg-raised",
  quiet: "border-transparent bg-transparent text-muted hover:bg-raised hover:text-ink",
};

/** The look of a button, for links that act like one. */
export const buttonClass = (look: Look = "plain", className?: string) =>
  clsx(
    "inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-lg border px-3 text-sm whitespace-nowrap transition-colors duration-150 disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
    LOOKS[look],
    className,
  );

export function Button({
  look = "plain",
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { look?: Look }) {
  return <button type={type} className={buttonClass(look, className)} {...rest} />;
}
