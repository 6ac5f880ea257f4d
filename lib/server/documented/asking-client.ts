import "server-only";
import { AppError } from "@/lib/server/errors";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/**
 * The upstream for what a client asks itself and waits for.
 * @throws AppError `signed_out`
 */
export function askingClient({ recorder }: Runtime, { owner }: Reader): UpstreamClient {
  const client = recorder.client(owner);
  if (!client) throw new AppError("signed_out");
  return client;
}
