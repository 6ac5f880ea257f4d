import { type ReactNode, useId } from "react";

/** One line of text, with a line that says what it is for. */
export function TextField({
  label,
  value,
  onChange,
  maxLength,
  children,
}: {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <input
        id={id}
        type="text"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        maxLength={maxLength}
        autoComplete="off"
        aria-describedby={`${id}-meaning`}
        className="h-8 w-full rounded-lg border border-line-strong bg-card px-2.5"
      />
      <p id={`${id}-meaning`} className="text-xs text-pretty text-muted">
        {children}
      </p>
    </div>
  );
}
