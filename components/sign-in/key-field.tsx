"use client";

import { clsx } from "clsx";
import { Eye, EyeOff } from "lucide-react";
import { type Ref, useState } from "react";

/**
 * The API key, hidden unless asked for, and kept away from password managers.
 * @param problem what is wrong with the key itself
 * @param ref its input, which alone knows what is written: also what was before the page came alive
 */
export function KeyField({ ref, problem }: { ref: Ref<HTMLInputElement>; problem: string | null }) {
  const [shown, setShown] = useState(false);
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor="api-key" className="font-medium">
        API key
      </label>
      <div className="relative">
        <input
          ref={ref}
          id="api-key"
          name="apiKey"
          type={shown ? "text" : "password"}
          required
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          data-1p-ignore
          data-lpignore="true"
          aria-invalid={problem !== null}
          aria-describedby="api-key-problem"
          className={clsx(
            "h-9 w-full rounded-lg border bg-card pr-10 pl-3 font-mono text-sm",
            problem === null ? "border-line-strong" : "border-failed",
          )}
        />
        <button
          type="button"
          onClick={() => setShown(!shown)}
          aria-label={shown ? "Hide the key" : "Show the key"}
          aria-pressed={shown}
          className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-lg text-muted hover:text-ink"
        >
          {shown ? (
            <EyeOff className="size-4" aria-hidden />
          ) : (
            <Eye className="size-4" aria-hidden />
          )}
        </button>
      </div>
      <p id="api-key-problem" role="alert" className="text-failed empty:hidden">
        {problem}
      </p>
    </div>
  );
}
