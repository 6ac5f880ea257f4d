/** Keys as they are printed on a keyboard. @param keys one after the other */
export const Kbd = ({ keys }: { keys: readonly string[] }) => (
  <span className="inline-flex shrink-0 gap-1">
    {keys.map((key) => (
      <kbd
        key={key}
        className="inline-grid h-5 min-w-5 place-items-center rounded border border-line-strong/50 bg-raised px-1 font-mono text-xs text-ink"
      >
        {key}
      </kbd>
    ))}
  </span>
);
