import "server-only";
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
