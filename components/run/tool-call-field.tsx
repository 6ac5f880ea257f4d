import { useId } from "react";
import type { FormField } from "@/lib/client/form-input";

const BOX =
  "w-full rounded-lg border border-line bg-raised px-2.5 py-1.5 text-sm text-ink placeholder:text-muted disabled:cursor-not-allowed";

/**
 * One field of a question as a disabled control, with its rules in words.
 * @param optionsShown how many of its options are drawn
 */
export function ToolCallField({ field, optionsShown }: { field: FormField; optionsShown: number }) {
  const id = useId();
  const rules = field.rules.join(" · ");
  const switchable = field.type === "checkbox" || field.type === "switch";
  if (switchable && field.options.length === 0) return <Switchable id={id} field={field} />;
  const listed = field.type === "radio" || switchable;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-baseline gap-x-2">
        {listed ? (
          <span id={id} className="font-medium wrap-anywhere">
            {field.label}
          </span>
        ) : (
          <label htmlFor={id} className="font-medium wrap-anywhere">
            {field.label}
          </label>
        )}
        <span id={`${id}-rules`} className="text-xs wrap-anywhere text-muted">
          {rules}
        </span>
      </div>
      {listed ? (
        <Listed id={id} field={field} shown={optionsShown} />
      ) : (
        <Control id={id} field={field} shown={optionsShown} />
      )}
    </div>
  );
}

function Switchable({ id, field }: { id: string; field: FormField }) {
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        role={field.type === "switch" ? "switch" : undefined}
        disabled
        defaultChecked={field.checked}
        aria-describedby={`${id}-rules`}
        className="mt-0.5 size-4"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium wrap-anywhere">
          {field.label}
        </label>
        <p id={`${id}-rules`} className="text-xs wrap-anywhere text-muted">
          {[field.placeholder, ...field.rules].filter(Boolean).join(" · ")}
        </p>
      </div>
    </div>
  );
}

function Listed({ id, field, shown }: { id: string; field: FormField; shown: number }) {
  if (field.options.length === 0) return <p className="text-muted">No options were given</p>;
  return (
    <div role={field.type === "radio" ? "radiogroup" : "group"} aria-labelledby={id}>
      {field.options.slice(0, shown).map(({ label, value }, index) => (
        // Labels and values may repeat: the position tells options apart.
        // oxlint-disable-next-line react/no-array-index-key
        <label key={index} className="flex items-center gap-2 py-0.5 wrap-anywhere">
          <input
            type={field.type === "radio" ? "radio" : "checkbox"}
            disabled
            defaultChecked={value === field.value}
          />
          <span className="min-w-0">{label}</span>
        </label>
      ))}
      {field.options.length > shown && (
        <p className="text-muted">{notShown(field.options.length - shown)}</p>
      )}
    </div>
  );
}

const notShown = (left: number) =>
  `${left} more ${left === 1 ? "option is" : "options are"} not shown`;

function Control({ id, field, shown }: { id: string; field: FormField; shown: number }) {
  const shared = { id, disabled: true, "aria-describedby": `${id}-rules`, className: BOX };
  switch (field.type) {
    case "textarea":
      return (
        <textarea
          {...shared}
          rows={field.rows}
          placeholder={field.placeholder}
          defaultValue={field.value}
        />
      );
    case "select":
      return <SelectOptions shared={shared} field={field} shown={shown} />;
    case "range":
      return (
        <span className="flex items-center gap-2">
          <input
            {...shared}
            type="range"
            min={field.min}
            max={field.max}
            step={field.step}
            defaultValue={field.value || undefined}
            className="w-full min-w-0"
          />
          <span className="max-w-1/2 wrap-anywhere text-muted tabular-nums">{field.value}</span>
        </span>
      );
    default:
      return (
        <input
          {...shared}
          type={field.type}
          placeholder={field.placeholder}
          defaultValue={field.value}
          autoComplete="off"
        />
      );
  }
}

/** A disabled list cannot be opened, so its options are written out beneath it. */
function SelectOptions({
  shared,
  field,
  shown,
}: {
  shared: { id: string; disabled: boolean; "aria-describedby": string; className: string };
  field: FormField;
  shown: number;
}) {
  const set = field.options.find(({ value }) => value === field.value);
  const labels = field.options.slice(0, shown).map(({ label }) => label);
  if (field.options.length > shown) labels.push(notShown(field.options.length - shown));
  return (
    <>
      <select {...shared} defaultValue="set">
        <option value="set">{set?.label ?? (field.placeholder || "Nothing chosen")}</option>
      </select>
      <p className="text-xs wrap-anywhere text-muted">
        {field.options.length > 0 ? `Options: ${labels.join(" · ")}` : "No options were given"}
      </p>
    </>
  );
}
