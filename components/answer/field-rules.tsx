/** The rules of a field in words. */
export const FieldRules = ({ id, words }: { id: string; words: readonly string[] }) => (
  <span id={`${id}-rules`} className="text-xs wrap-anywhere text-muted">
    {words.join(" · ")}
  </span>
);
