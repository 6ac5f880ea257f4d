import { clsx } from "clsx";
import type { FieldProps } from "./field-props";
import { FieldRules } from "./field-rules";

/** A checkbox or a switch that stands for itself. */
export function FieldTick({ id, field, value, edit, isDisabled, describedBy }: FieldProps) {
  const isSwitch = field.type === "switch";
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        role={isSwitch ? "switch" : undefined}
        checked={value === true}
        disabled={isDisabled}
        required={field.required && !isSwitch}
        aria-invalid={edit?.problem ? true : undefined}
        aria-describedby={describedBy}
        onChange={(event) => edit?.onChange(field.index, event.target.checked, false)}
        className={clsx(
          "shrink-0 disabled:cursor-not-allowed",
          isSwitch
            ? "relative mt-px h-[1.125rem] w-8 appearance-none rounded-full border border-line-strong bg-raised transition-colors duration-150 before:absolute before:top-0.5 before:left-0.5 before:size-3 before:rounded-full before:bg-line-strong before:transition-transform before:duration-150 checked:border-accent checked:bg-accent checked:before:translate-x-3.5 checked:before:bg-on-accent disabled:opacity-60 forced-colors:appearance-auto forced-colors:before:hidden"
            : "mt-0.5 size-4",
        )}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium wrap-anywhere">
          {field.label}
        </label>
        <p className="text-xs wrap-anywhere text-muted empty:hidden">
          <FieldRules id={id} words={[field.placeholder, ...field.rules].filter(Boolean)} />
        </p>
      </div>
    </div>
  );
}
