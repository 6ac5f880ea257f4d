import "server-only";
import { createHash } from "node:crypto";
import { sealData, unsealData } from "iron-session";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { apiKeySchema } from "@/lib/contract/api";

/** A session ends this long after sign-in, whatever happens. */
export const ABSOLUTE_MS = 24 * 3_600_000;

const sealedSchema = z.strictObject({
  typ: z.literal("session"),
  sid: z.string().min(16).max(64),
  key: apiKeySchema,
  upstream: z.string(),
  /** Epoch ms. */
  iat: z.number().int(),
});
/** What the cookie holds, encrypted. */
type Sealed = z.infer<typeof sealedSchema>;

/** Unsealing costs two fifths of a poll, so what was unsealed is kept by the cookie's hash. */
const unsealed = new LRUCache<string, Sealed>({ max: 500, ttl: 10 * 60_000 });

export const hashOf = (cookie: string): string =>
  createHash("sha256").update(cookie).digest("base64");

/** How old it may become is for the session's row: a seal's own end would pass by again
 * when the clock is set back. */
const AGELESS = { ttl: 0 };

export const seal = (sealed: Sealed, passwords: Record<string, string>): Promise<string> =>
  sealData(sealed, { password: passwords, ...AGELESS });

/** What a cookie holds; null when it is tampered with, foreign or of a retired password. */
export async function unseal(
  cookie: string,
  passwords: Record<string, string>,
): Promise<Sealed | null> {
  if (cookie.length > 4_096) return null;
  const hash = hashOf(cookie);
  const known = unsealed.get(hash);
  if (known) return known;
  try {
    const data = await unsealData(cookie, { password: passwords, ...AGELESS });
    const parsed = sealedSchema.safeParse(data);
    if (!parsed.success) return null;
    unsealed.set(hash, parsed.data);
    return parsed.data;
  } catch {
    return null;
  }
}
