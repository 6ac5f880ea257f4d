import "server-only";
import type { Json } from "@/lib/contract/api";

/** Shorter ones could be any word or number. */
const SHORTEST = 6;
const INSTEAD = "…";

/** A text, or any JSON value with all texts and keys in it, without the ids that occur in it. */
export function withoutIds<T extends Json>(value: T, ids: readonly string[]): T {
  // The longest first: one may be the beginning of another. Ids are of letters, digits, - and _.
  const known = [...new Set(ids)]
    .filter((id) => id.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length)
    .map((id) => id.replace(/[^\w-]/g, "\\$&"));
  if (known.length === 0) return value;
  const pattern = new RegExp(known.join("|"), "gi");
  return strip(value, (text) => text.replace(pattern, INSTEAD)) as T;
}

function strip(value: Json, clean: (text: string) => string): Json {
  if (typeof value === "string") return clean(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => strip(item, clean));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [clean(key), strip(inner, clean)]),
  );
}
