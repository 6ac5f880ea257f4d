import { clsx } from "clsx";
import { type Ref, useId } from "react";
import { MAX_TASK } from "@/lib/client/create-draft";

/** From here on the room that is left is told. */
const NEARLY_FULL = MAX_TASK - 2_000;

/** What the agent is to do; it grows with its text. */
export function TaskText({
  ref,
  value,
  onChange,
  problem,
}: {
  ref: Ref<HTMLTextAreaElement>;
  value: string;
  onChange: (value: string) => void;
  problem: string | null;
}) {
  const id = useId();
  const { length } = value.trim();
  const left = MAX_TASK - length;
  const isOver = left < 0;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        What is the agent to do?
      </label>
      <textarea
        ref={ref}
        id={id}
        rows={6}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem !== null || isOver}
        aria-describedby={`${id}-meaning ${id}-problem`}
        className={clsx(
          "field-sizing-content max-h-[60dvh] min-h-36 w-full resize-y rounded-lg border bg-card px-2.5 disabled:opacity-70 py-1.5 text-base sm:text-sm",
          problem !== null || isOver ? "border-failed" : "border-line-strong",
        )}
      />
      <div className="flex flex-wrap justify-between gap-x-4 text-xs">
        <p id={`${id}-meaning`} className="text-pretty text-muted">
          In plain words: the aim, the sites to use, and what the result should look like.
        </p>
        {length > NEARLY_FULL && !isOver && (
          <p className="text-muted tabular-nums">{left.toLocaleString("en")} characters left</p>
        )}
      </div>
      <p id={`${id}-problem`} className="text-xs font-medium text-failed tabular-nums empty:hidden">
        {isOver ? `This is ${(-left).toLocaleString("en")} characters too long.` : problem}
      </p>
    </div>
  );
}
