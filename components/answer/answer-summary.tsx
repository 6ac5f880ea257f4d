import type { FormField } from "@/lib/client/form-input";

const NAMED = 10;

/** Which fields are wrong, when that is more than the one that has the keyboard's place. */
export function AnswerSummary({
  wrong,
  onGo,
}: {
  wrong: readonly FormField[];
  onGo: (index: number) => void;
}) {
  if (wrong.length < 2) return null;
  return (
    <div
      role="group"
      aria-label="What is to be put right"
      className="rounded-lg border border-failed/40 bg-failed-tint px-3 py-2"
    >
      <p className="font-medium text-failed">Put {wrong.length} fields right</p>
      <ul className="mt-1 flex flex-col items-start">
        {wrong.slice(0, NAMED).map(({ index, label }) => (
          <li key={index} className="max-w-full">
            <button
              type="button"
              onClick={() => onGo(index)}
              className="rounded py-0.5 text-left wrap-anywhere underline underline-offset-2"
            >
              {label.slice(0, 100)}
            </button>
          </li>
        ))}
        {wrong.length > NAMED && <li>and {wrong.length - NAMED} more</li>}
      </ul>
    </div>
  );
}
