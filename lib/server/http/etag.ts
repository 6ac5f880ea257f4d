import "server-only";
import { createHash } from "node:crypto";
import type { Freshness } from "@/lib/contract/api";
import { once } from "@/lib/server/http/once";

/** A weak tag over what an answer says, not over when that was last seen to be so. */
export const weakEtag = once(({ freshness: _, ...said }: { freshness: Freshness }): string => {
  return `W/"${createHash("sha1").update(JSON.stringify(said)).digest("base64url")}"`;
});

/** Whether `If-None-Match` names a tag (weak comparison, RFC 9110 section 8.8.3.2). */
export function matchesEtag(header: string | null, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return header?.split(",").some((tag) => tag.trim() === "*" || bare(tag) === bare(etag)) ?? false;
}
