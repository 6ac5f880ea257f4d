/** What a result's table and output look like on screen. Pure. */
import type { Json, RunResult } from "../contract/api.ts";
import { cellOf } from "../run/table.ts";

type Row = RunResult["dataTable"][number];

const rank = (value: Json | undefined): number => {
  if (value === undefined || value === null || value === "") return 3;
  if (typeof value === "number") return 0;
  return typeof value === "object" ? 2 : 1;
};

/** Rows ordered by one column: numbers, then text, then nested values; empty cells stay last. */
export function sortRows(rows: readonly Row[], column: string, descending: boolean): Row[] {
  return [...rows].sort((left, right) => {
    const a = cellOf(left, column);
    const b = cellOf(right, column);
    const byRank = rank(a) - rank(b);
    if (byRank !== 0) return rank(a) === 3 || rank(b) === 3 || !descending ? byRank : -byRank;
    const order =
      typeof a === "number" && typeof b === "number"
        ? a - b
        : String(a ?? "").localeCompare(String(b ?? ""), undefined, { numeric: true });
    return descending ? -order : order;
  });
}

/** The API gives at most this many rows (upstream.md point 13). */
const TABLE_LIMIT = 100;

/** "12 rows", or "first 100 rows" where more may exist. */
export function rowCountWords(count: number): string {
  if (count === TABLE_LIMIT) return `first ${TABLE_LIMIT} rows`;
  return count === 1 ? "1 row" : `${count} rows`;
}

/** An output as something to read: JSON given as text is opened, other text is Markdown. */
export function outputOf(output: Json): { markdown: string } | { json: Json } {
  if (typeof output !== "string") return { json: output };
  if (!/^\s*[[{]/.test(output)) return { markdown: output };
  try {
    return { json: JSON.parse(output) as Json };
  } catch {
    return { markdown: output };
  }
}

/** A web address that may become a link, or null. */
export function webAddress(value: string): string | null {
  if (value.length > 2_000 || !/^https?:\/\/\S+$/i.test(value)) return null;
  return URL.canParse(value) ? value : null;
}
