/** A pattern for whole texts; null when it is none. */
export function compiled(pattern: string): RegExp | null {
  // Not `v`, as in HTML: there one class matches texts of several lengths, which the bound leaves out.
  for (const flags of ["u", ""]) {
    try {
      // Alone first, as in HTML: `a)|(b` is none, yet within the brackets it would become one.
      const { source } = new RegExp(pattern, flags);
      return new RegExp(`^(?:${source})$`, flags);
    } catch {
      // Wrong under this flag.
    }
  }
  return null;
}
