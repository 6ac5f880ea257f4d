/** Signing in and out. Both load a whole new page: nothing of the old session stays in memory. */
import type { SessionView } from "../contract/api.ts";
import { isSignedOut } from "./api-error.ts";
import { fetchJson } from "./fetch-json.ts";
import { forgetDrafts } from "./tab-drafts.ts";
import { forgetTold } from "./told-runs.ts";

/** The characters a key may have: what may travel in a header. The same rule as the server's. */
export const looksLikeKey = (key: string): boolean => /^[\x21-\x7e]{8,256}$/.test(key.trim());

/**
 * Where to go after signing in: a path of this site and nothing else.
 * A browser reads `//host` and `/\host` as another site.
 */
export const localPath = (next: string | null | undefined): string =>
  next && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : "/tasks";

/** Signs in. @throws ApiError */
export async function signIn(apiKey: string, upstream: string | undefined): Promise<void> {
  await fetchJson<SessionView>("/api/session", {
    method: "POST",
    body: { apiKey: apiKey.trim(), ...(upstream ? { upstream } : {}) },
  });
}

/**
 * Signs out; a session that has ended by itself is signed out already. What was being written goes,
 * and so does what was told of runs.
 * @throws ApiError
 */
export async function signOut(): Promise<void> {
  try {
    await fetchJson("/api/session", { method: "DELETE" });
  } catch (error) {
    if (!isSignedOut(error)) throw error;
  }
  forgetDrafts();
  forgetTold();
}
