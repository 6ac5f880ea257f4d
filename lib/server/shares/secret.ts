import "server-only";
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const ID_BYTES = 9;
const SECRET_BYTES = 32;

/** A new share's public id (72 bits) and its secret (256 bits), both base64url. */
export const newShare = (): { id: string; secret: string } => ({
  id: randomBytes(ID_BYTES).toString("base64url"),
  secret: randomBytes(SECRET_BYTES).toString("base64url"),
});

/** All that is stored of a secret. */
export const hashOfSecret = (secret: string): string =>
  createHash("sha256").update(secret).digest("base64url");

/**
 * The hash of the secret in an `Authorization: Share <secret>` header; that of nothing when there
 * is none, so that a missing secret is told exactly like a wrong one.
 */
export function hashInHeader(header: string | null): string {
  const [, secret = ""] = /^Share ([\w-]{43})$/i.exec(header ?? "") ?? [];
  return hashOfSecret(secret);
}

/** Whether two hashes are the same, in a time that does not tell how much of them is. */
export const isSameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
