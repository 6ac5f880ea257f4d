/** Reads a resource again without carrying over what has not changed. */
import type { Freshness, StaleReason } from "../contract/api.ts";
import { ApiError } from "./api-error.ts";
import { fetchJson } from "./fetch-json.ts";
import { shareSame } from "./share-same.ts";

/** The tag of the last answer; a tag belongs to one address. */
export type Held = { path: string; etag: string } | null;

/** The freshness a 304 carries in its headers, where it has no body to put it in. */
export function freshnessOf(headers: Headers, before: Freshness): Freshness {
  const time = (name: string, otherwise: string | null) => {
    const value = headers.get(name);
    return value === null ? otherwise : value || null;
  };
  const stale = headers.get("x-stale");
  return {
    observedAt: time("x-observed-at", before.observedAt),
    nextSampleAt: time("x-next-sample-at", before.nextSampleAt),
    stale: stale === null ? before.stale : stale === "true",
    reason: time("x-stale-reason", before.reason) as StaleReason | null,
  };
}

/**
 * Reads `path`.
 * @param held the tag of the last answer, sent when it is for the same address
 * @param authorization what admits the caller instead of the session
 * @returns `changed` null when nothing changed but freshness
 * @throws ApiError, also `unreadable` for an answer without a body that was not asked for
 */
export async function fetchFresh<T extends { freshness: Freshness }>(
  path: string,
  held: Held,
  before: Freshness | null,
  authorization?: string,
): Promise<{ changed: T | null; freshness: Freshness; held: Held }> {
  const etag = held?.path === path && before ? held.etag : null;
  const answer = await fetchJson<T>(path, { etag, authorization });
  if (answer.data === null) {
    if (before && etag && answer.notModified) {
      return { changed: null, freshness: freshnessOf(answer.headers, before), held };
    }
    throw new ApiError({
      status: answer.notModified ? 304 : 204,
      code: "unreadable",
      message: "Runboard's answer could not be read. This page keeps trying.",
    });
  }
  const tag = answer.headers.get("etag");
  return {
    changed: answer.data,
    freshness: answer.data.freshness,
    held: tag ? { path, etag: tag } : null,
  };
}

/**
 * A fetcher for one list: it holds the last answer per address, and patches its freshness. Rows that
 * did not change are the same objects in the next answer.
 */
export function createListReader<T extends { freshness: Freshness }>(): (
  path: string,
) => Promise<T> {
  let last: { list: T; held: Held; path: string } | null = null;
  return async (path) => {
    const mine = last?.path === path ? last : null;
    const answer = await fetchFresh<T>(path, mine?.held ?? null, mine?.list.freshness ?? null);
    const list = answer.changed
      ? shareSame(mine?.list, answer.changed)
      : mine && { ...mine.list, freshness: answer.freshness };
    if (list === null) throw new Error("An unchanged list was never read");
    last = { list, held: answer.held, path };
    return list;
  };
}
