/**
 * Whether words are what somebody types for: each word of the search begins one of them, or the
 * search stands in them as it is.
 */
export function isMeant(search: string, words: string): boolean {
  const wanted = search.trim().toLowerCase();
  const text = words.toLowerCase();
  if (text.includes(wanted)) return true;
  const parts = text.split(/[^\p{L}\p{N}]+/u);
  return wanted.split(/\s+/).every((word) => parts.some((part) => part.startsWith(word)));
}
