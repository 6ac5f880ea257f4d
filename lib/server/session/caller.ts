import "server-only";
import { createHash } from "node:crypto";
import type { SessionView } from "@/lib/contract/api";
import type { Upstream } from "@/lib/server/env";

/** Who a request comes from: the owner of what it may see, and the key for their upstream. */
export type Caller = {
  owner: string;
  apiKey: string;
  upstream: Upstream;
  /** Null for a client that sent the key itself. */
  sid: string | null;
};

/** All that reading takes: whoever may use the owner's key is settled by the keyring. */
export type Reader = Pick<Caller, "owner">;

/** The little of it that a browser may know. */
export const sessionView = ({ apiKey, upstream }: Caller): SessionView => ({
  signedIn: true,
  keyHint: apiKey.slice(-4),
  upstream: upstream.name,
});

/**
 * What a browser tells drafts apart by: the same for the same key, another for every other, and no
 * way back to the owner.
 */
export const draftOwnerOf = ({ owner }: Pick<Caller, "owner">): string =>
  createHash("sha256").update(`drafts\0${owner}`).digest("base64url").slice(0, 22);
