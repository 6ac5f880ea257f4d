import { clsx } from "clsx";
import type { FieldProps } from "./field-props";

/** Options to choose one or many of, each with a button or box of its own. */
export function FieldOptions({
  id,
  field,
  value,
  edit,
  isDisabled,
  describedBy,
  shown,
}: FieldProps & { shown: number }) {
  const isOne = field.kind === "one";
  const chosen: readonly number[] = Array.isArray(value) ? value : [];
  const choose = (at: number, isChosen: boolean) => {
    const others = isOne ? [] : chosen.filter((other) => other !== at);
    edit?.onChange(field.index, isChosen ? [...others, at].sort((a, b) => a - b) : others, false);
  };
  return (
    <div
      role={isOne ? "radiogroup" : "group"}
      aria-labelledby={id}
      aria-describedby={describedBy}
      aria-required={isOne && field.required ? true : undefined}
      className={clsx(
        "flex flex-col",
        edit &&
          field.options.length > 8 &&
          "max-h-56 overflow-y-auto rounded-lg border px-2.5 py-1",
        edit?.problem ? "border-failed" : "border-line-strong",
      )}
    >
      {field.options.slice(0, shown).map(({ label }, at) => (
        // Labels and values may repeat: the position tells options apart.
        // oxlint-disable-next-line react/no-array-index-key
        <label key={at} className="flex items-start gap-2 py-1 wrap-anywhere">
          <input
            type={isOne ? "radio" : "checkbox"}
            name={isOne ? id : undefined}
            disabled={isDisabled}
            checked={chosen.includes(at)}
            aria-invalid={edit?.problem ? true : undefined}
            onChange={(event) => choose(at, event.target.checked)}
            className="mt-0.5 size-4 shrink-0"
          />
          <span className="min-w-0">{label}</span>
        </label>
      ))}
    </div>
  );
}
