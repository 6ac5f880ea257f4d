/** Lists as the real server pages them: string totals, and its database's own words for errors. */
import type { Answer } from "./answer.ts";
import { failure, ok } from "./answer.ts";

const MAX_LIMIT = 30;

/** Driver text with internal addresses: it must never reach a browser (upstream.md point 2). */
const sqlError = (table: string, limit: unknown, offset: unknown, message: string): string =>
  `select * from "browserable"."${table}" where "account_id" = $1 order by "created_at" desc limit ${limit} offset ${offset} - ${message} (postgres://172.18.0.3:5432/postgres)`;

/** Page of rows; `table` only appears in error texts. */
export function stockPage<T>(
  query: URLSearchParams,
  table: string,
  rows: readonly T[],
  row: (item: T) => unknown,
): Answer {
  const [pageText, limitText] = [query.get("page") || "1", query.get("limit") || "30"];
  const page = Number.parseInt(pageText, 10);
  const limit = Math.min(Number.parseInt(limitText, 10), MAX_LIMIT);
  const offset = (page - 1) * limit;
  const broken = [
    [Number.isNaN(offset), `invalid input syntax for type bigint: "${pageText}"`],
    [limit < 0, "LIMIT must not be negative"],
    [offset < 0, "OFFSET must not be negative"],
    [offset > Number.MAX_SAFE_INTEGER, `value "${offset}" is out of range for type bigint`],
  ].find(([found]) => found)?.[1];
  if (broken) return failure(200, sqlError(table, limit, offset, String(broken)));
  return ok(rows.slice(offset, offset + limit).map(row), {
    total: String(rows.length),
    page,
    limit,
  });
}
