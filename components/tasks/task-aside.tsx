import { clsx } from "clsx";
import { ArrowUp, Hand } from "lucide-react";
import type { MouseEvent } from "react";

/**
 * Tasks that wait to be shown, over the table's head: the button comes and goes without moving a
 * row.
 * @param words "2 new tasks"; empty when there are none
 */
export function TaskAside({
  words,
  isWaiting,
  onShow,
}: {
  words: string;
  /** Whether one of them waits for its owner. */
  isWaiting: boolean;
  onShow: (event: MouseEvent) => void;
}) {
  const Icon = isWaiting ? Hand : ArrowUp;
  return (
    <>
      <p role="status" className="sr-only">
        {words}
      </p>
      {words && (
        <div className="pointer-events-none absolute inset-x-3 top-1 z-20 flex max-sm:justify-end sm:left-56">
          <button
            type="button"
            onClick={onShow}
            aria-label={`Show ${words}`}
            className={clsx(
              "pointer-events-auto inline-flex min-h-6 max-w-full animate-arrive items-center gap-1.5 rounded-xl border px-3 text-xs font-medium tabular-nums [&_svg]:size-3.5 [&_svg]:shrink-0",
              isWaiting
                ? "border-waiting/40 bg-waiting-tint text-waiting hover:border-waiting"
                : "border-accent bg-card text-accent hover:bg-raised",
            )}
          >
            <Icon aria-hidden />
            {words}
          </button>
        </div>
      )}
    </>
  );
}
