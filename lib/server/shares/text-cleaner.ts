import "server-only";
import type { Json } from "@/lib/contract/api";
import type { Env } from "@/lib/server/env";
import { judgeLiveUrl } from "@/lib/server/runs/live";

/** Shorter ones could be any word or number. */
const SHORTEST = 6;
const INSTEAD = "…";
/** Most ids are UUIDs, which are looked for in one pass however many there are. */
const UUID = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/gi;
const ADDRESS = /\bhttps?:\/\/[^\s"'<>\\)\]}]+/gi;

const bare = (uuid: string): string => uuid.replaceAll("-", "").toLowerCase();

/**
 * Takes out of texts what a stranger must not see: ids, in whatever case they are written, UUIDs
 * with or without hyphens; and addresses of live views, which are remote-control credentials
 * (upstream.md point 10).
 * @param ids of letters, digits, `-` and `_`
 * @param env null where addresses of live views may stay
 * @returns what makes a clean copy of a text, or of any JSON value with all texts and keys in it
 */
export function textCleaner(
  ids: readonly string[],
  env: Env | null,
): <T extends Json>(value: T) => T {
  const isUuid = (id: string) => id.match(UUID)?.[0] === id;
  const uuids = new Set(ids.filter(isUuid).map(bare));
  // The longest first: one may be the beginning of another.
  const others = [...new Set(ids)]
    .filter((id) => id.length >= SHORTEST && !isUuid(id))
    .toSorted((a, b) => b.length - a.length)
    .map((id) => id.replace(/[^\w-]/g, "\\$&"));
  const other = others.length > 0 ? new RegExp(others.join("|"), "gi") : null;
  const isLive = (url: string) => env !== null && judgeLiveUrl(url, env) !== "not_allowed";
  const clean = (text: string): string => {
    const unseen = text
      .replace(ADDRESS, (url) => (isLive(url) ? INSTEAD : url))
      .replace(UUID, (uuid) => (uuids.has(bare(uuid)) ? INSTEAD : uuid));
    return other ? unseen.replace(other, INSTEAD) : unseen;
  };
  return <T extends Json>(value: T) => strip(value, clean) as T;
}

function strip(value: Json, clean: (text: string) => string): Json {
  if (typeof value === "string") return clean(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => strip(item, clean));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [clean(key), strip(inner, clean)]),
  );
}
