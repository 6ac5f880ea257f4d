import { clsx } from "clsx";
import { type ReactNode, type Ref, useId } from "react";

/** One line of text, with a line that says what it is for. */
export function TextField({
  ref,
  label,
  value,
  onChange,
  maxLength,
  problem = null,
  isCode = false,
  placeholder,
  children,
}: {
  ref?: Ref<HTMLInputElement>;
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  /** What is wrong with it, once that is to be told. */
  problem?: string | null;
  /** Whether it is a name for machines, which nobody is to put right. */
  isCode?: boolean;
  placeholder?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <input
        ref={ref}
        id={id}
        type="text"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        maxLength={maxLength}
        autoComplete="off"
        autoCapitalize={isCode ? "off" : undefined}
        spellCheck={isCode ? false : undefined}
        placeholder={placeholder}
        aria-invalid={problem === null ? undefined : true}
        aria-describedby={`${id}-problem ${id}-meaning`}
        className={clsx(
          "h-8 w-full rounded-lg border bg-card px-2.5 disabled:opacity-70",
          isCode && "font-mono text-base sm:text-sm",
          problem === null ? "border-line-strong" : "border-failed",
        )}
      />
      <p id={`${id}-problem`} className="text-xs font-medium text-failed empty:hidden">
        {problem}
      </p>
      <p id={`${id}-meaning`} className="text-xs text-pretty text-muted">
        {children}
      </p>
    </div>
  );
}
