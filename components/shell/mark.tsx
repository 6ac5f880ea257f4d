/**
 * The product's mark and name.
 * @param compact the mark alone below 640 px, where its name stays for screen readers
 */
export function Mark({ compact = false }: { compact?: boolean }) {
  return (
    <span className="flex items-center gap-2 font-semibold">
      <svg viewBox="0 0 32 32" className="size-6" aria-hidden>
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path
          d="M9 22V10m7 12V13m7 9V8"
          className="stroke-on-accent"
          strokeWidth="3.5"
          strokeLinecap="round"
        />
      </svg>
      <span className={compact ? "sr-only sm:not-sr-only" : undefined}>Runboard</span>
    </span>
  );
}
