import { clsx } from "clsx";
import type { ChangeEvent } from "react";
import { isSecret } from "@/lib/client/answer-values";
import type { FormField } from "@/lib/client/form-input";
import type { FieldProps } from "./field-props";

// Telephones zoom in on smaller letters and do not zoom out again.
const BOX = "w-full min-w-0 rounded-lg border px-2.5 py-1.5 text-base text-ink sm:text-sm";

/**
 * What the agent wants filled in by the browser. Passwords are never its business: the browser would
 * offer the one for Runboard.
 */
function autoCompleteOf({ type, autocomplete }: FormField): string {
  if (type === "password") return autocomplete === "one-time-code" ? autocomplete : "off";
  return /^[a-z0-9 -]{1,60}$/.test(autocomplete) ? autocomplete : "off";
}

/** One control with one label: a line or more of text, a date, a list, a slider. */
export function FieldControl(props: FieldProps & { shown: number }) {
  const { id, field, value, edit, isDisabled, describedBy } = props;
  const isFixed = isDisabled || field.locked !== null;
  const shared = {
    id,
    disabled: isDisabled,
    required: field.required,
    "aria-invalid": edit?.problem ? true : undefined,
    "aria-describedby": describedBy,
    className: clsx(
      BOX,
      isFixed ? "border-line bg-raised disabled:cursor-not-allowed" : "bg-card",
      !isFixed && (edit?.problem ? "border-failed" : "border-line-strong"),
    ),
  };
  if (field.kind === "one") return <SelectControl {...props} shared={shared} />;
  const written = typeof value === "string" ? value : "";
  const text = {
    ...shared,
    // React writes the value it controls into the page as an attribute too: a secret stays out.
    ...(isSecret(field) && edit ? { defaultValue: field.value } : { value: written }),
    placeholder: field.placeholder,
    // Nobody is to read a regular expression who only books a room, and whoever can may.
    title: field.pattern || undefined,
    readOnly: field.locked === "readonly",
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      edit?.onChange(field.index, target.value, target.validity.badInput),
  };
  if (field.type === "textarea") return <textarea {...text} rows={field.rows} />;
  const limits = { min: field.min, max: field.max, step: field.step };
  if (field.type === "range") {
    return (
      <span className="flex items-center gap-3">
        <input
          {...text}
          {...limits}
          type="range"
          className="h-8 w-full min-w-0 accent-accent disabled:cursor-not-allowed"
        />
        <output htmlFor={id} className="max-w-1/2 min-w-8 text-right wrap-anywhere tabular-nums">
          {written}
        </output>
      </span>
    );
  }
  // A choice without options is answered in writing.
  const type = field.type === "select" || field.type === "radio" ? "text" : field.type;
  return (
    <>
      <input
        {...text}
        {...limits}
        type={type}
        step={limits.step ?? (type === "number" ? "any" : undefined)}
        multiple={type === "email" && field.multiple}
        autoComplete={autoCompleteOf(field)}
        autoCapitalize={type === "password" ? "none" : undefined}
        spellCheck={type === "password" ? false : undefined}
      />
      {type !== field.type && (
        <p className="text-xs text-muted">
          No options were given{edit && !isFixed ? "; answer in your own words" : ""}
        </p>
      )}
    </>
  );
}

type Shared = {
  id: string;
  disabled: boolean;
  required: boolean;
  "aria-invalid": boolean | undefined;
  "aria-describedby": string;
  className: string;
};

/** A list. Where it is only shown it cannot be opened, so its options are written out beneath it. */
function SelectControl({
  field,
  value,
  edit,
  shown,
  shared,
}: FieldProps & { shown: number; shared: Shared }) {
  const [chosen] = Array.isArray(value) ? (value as readonly number[]) : [];
  const none = field.placeholder || (edit ? "Choose…" : "Nothing chosen");
  return (
    <>
      <select
        {...shared}
        value={chosen ?? ""}
        onChange={({ target }) =>
          edit?.onChange(field.index, target.value === "" ? [] : [Number(target.value)], false)
        }
      >
        <option value="">{none}</option>
        {field.options.slice(0, shown).map(({ label }, at) => (
          // Labels and values may repeat: the position tells options apart.
          // oxlint-disable-next-line react/no-array-index-key
          <option key={at} value={at}>
            {label}
          </option>
        ))}
      </select>
      {!edit && (
        <p className="text-xs wrap-anywhere text-muted">
          Options:{" "}
          {field.options
            .slice(0, shown)
            .map(({ label }) => label)
            .join(" · ")}
        </p>
      )}
    </>
  );
}
