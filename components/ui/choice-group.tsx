import { clsx } from "clsx";
import { useId } from "react";

type Choice<T> = {
  value: T;
  label: string;
  /** What it means, where that needs a line of its own. */
  meaning?: string;
};

const COLUMNS = {
  fitting: "grid-cols-[repeat(auto-fit,minmax(min(8rem,100%),1fr))]",
  2: "sm:grid-cols-2",
  3: "sm:grid-cols-3",
};

/** One of a few; the arrow keys move the choice. */
export function ChoiceGroup<T extends string>({
  legend,
  choices,
  value,
  onChange,
  columns = "fitting",
}: {
  legend: string;
  choices: readonly Choice<T>[];
  value: T;
  onChange: (value: T) => void;
  /** A number, where there is room. */
  columns?: keyof typeof COLUMNS;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{legend}</legend>
      <div className={clsx("grid gap-2", COLUMNS[columns])}>
        {choices.map(({ value: own, label, meaning }) => {
          const id = `${name}-${own}`;
          return (
            <label
              key={own}
              className={clsx(
                "flex min-h-8 min-w-0 cursor-pointer rounded-lg border border-line-strong has-checked:border-accent has-checked:bg-running-tint has-disabled:cursor-default has-disabled:opacity-70 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                meaning ? "items-start gap-2 px-3 py-2" : "items-center gap-1.5 px-2",
              )}
            >
              <input
                type="radio"
                name={name}
                value={own}
                checked={own === value}
                onChange={() => onChange(own)}
                aria-labelledby={`${id}-label`}
                aria-describedby={meaning && `${id}-meaning`}
                className={clsx("size-4 shrink-0 outline-none", meaning && "mt-0.5")}
              />
              <span className="min-w-0 wrap-anywhere">
                <span id={`${id}-label`} className={clsx(meaning && "block font-medium")}>
                  {label}
                </span>
                {meaning && (
                  <span id={`${id}-meaning`} className="block text-xs text-pretty text-muted">
                    {meaning}
                  </span>
                )}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
