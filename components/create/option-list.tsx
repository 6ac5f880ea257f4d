import { clsx } from "clsx";
import { useId } from "react";

/** One of a few, each with a line that says what it means; the arrow keys move the choice. */
export function OptionList<T extends string>({
  legend,
  options,
  value,
  onChange,
  columns,
}: {
  legend: string;
  options: readonly { value: T; label: string; meaning: string }[];
  value: T;
  onChange: (value: T) => void;
  /** Where there is room. */
  columns: 2 | 3;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{legend}</legend>
      <div className={clsx("grid gap-2", columns === 2 ? "sm:grid-cols-2" : "sm:grid-cols-3")}>
        {options.map((option) => {
          const id = `${name}-${option.value}`;
          return (
            <label
              key={option.value}
              className="flex min-w-0 cursor-pointer items-start gap-2.5 rounded-lg border border-line-strong px-3 py-2 has-checked:border-accent has-checked:bg-running-tint has-disabled:cursor-default has-disabled:opacity-70 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={option.value === value}
                onChange={() => onChange(option.value)}
                aria-labelledby={`${id}-label`}
                aria-describedby={`${id}-meaning`}
                className="mt-0.5 shrink-0 accent-accent outline-none"
              />
              <span className="min-w-0">
                <span id={`${id}-label`} className="block font-medium wrap-anywhere">
                  {option.label}
                </span>
                <span id={`${id}-meaning`} className="block text-xs text-pretty text-muted">
                  {option.meaning}
                </span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
