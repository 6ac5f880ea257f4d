import { clsx } from "clsx";
import type { ReactNode } from "react";

const TONES = {
  plain: "border-line bg-raised text-ink",
  waiting: "border-waiting/40 bg-waiting-tint text-waiting",
  failed: "border-failed/40 bg-failed-tint text-failed",
  accent: "border-running/40 bg-running-tint text-running",
};
type NoticeTone = keyof typeof TONES;

/** A banner of one line or two: what happened, and what to do. */
export function Notice({
  tone = "plain",
  icon,
  title,
  children,
  action,
  dismiss,
}: {
  tone?: NoticeTone;
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  /** Beneath the words where there is no room beside them. */
  action?: ReactNode;
  /** What puts it away: at its end in any case. */
  dismiss?: ReactNode;
}) {
  return (
    <div
      className={clsx(
        "flex items-start gap-x-3 rounded-lg border px-3 py-2 [&_svg]:size-4 [&_svg]:shrink-0 [&>svg]:mt-0.5",
        TONES[tone],
      )}
    >
      {icon}
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56 text-pretty wrap-anywhere">
          <p className="font-medium">{title}</p>
          {children && <div className="text-ink">{children}</div>}
        </div>
        {action && <div className="contents print:hidden">{action}</div>}
      </div>
      {dismiss && <div className="-mr-1 -my-1 print:hidden">{dismiss}</div>}
    </div>
  );
}

/** The middle of a screen that has nothing else to show. */
export function Blank({
  title,
  children,
  action,
  level = 2,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  level?: 1 | 2;
}) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-16 text-center">
      <Heading className="text-base font-semibold text-balance">{title}</Heading>
      <div className="text-balance text-muted">{children}</div>
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
