import "server-only";
import { AppError } from "@/lib/server/errors";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/**
 * The upstream for what somebody asks for and waits for.
 * @param taskId the task it is about, where a key may be held for that one alone
 * @throws AppError `signed_out`
 */
export function askingClient(
  { recorder }: Runtime,
  { owner }: Reader,
  taskId: string | null = null,
): UpstreamClient {
  const reason = taskId === null ? null : { taskId, fence: null };
  const client = recorder.client(owner, {}, reason);
  if (!client) throw new AppError("signed_out");
  return client;
}
