/** The query of an address: how it is written, and what it says. */

/** With its `?`, or "" for none; commas stay as they are, since people read and write them. */
export function addressText(query: URLSearchParams): string {
  const text = query.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

/** The page that it names, from 1 on; 1 where it names none. */
export function pageOf(query: URLSearchParams): number {
  const page = Number.parseInt(query.get("page") ?? "", 10);
  return page >= 1 ? page : 1;
}

/** Names the page; the first one is named by nothing. */
export function setPage(query: URLSearchParams, page: number): void {
  if (page > 1) query.set("page", String(page));
  else query.delete("page");
}

/**
 * What was set and is not yet given by the router, once it gives `given`: whatever comes after that,
 * or nothing where it was not set here.
 */
export const stillAhead = (set: readonly string[], given: string): readonly string[] =>
  set.includes(given) ? set.slice(set.lastIndexOf(given) + 1) : [];
