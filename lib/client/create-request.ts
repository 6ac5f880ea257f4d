/** Creating a task over our API: sent once under a key, and asked about afterwards. */
import type { CreatedTask, CreateTask, Creation } from "../contract/actions.ts";
import { ApiError, isSignedOut } from "./api-error.ts";
import type { Wish } from "./create-storage.ts";
import { fetchBody } from "./fetch-json.ts";
import { serverNowMs } from "./server-clock.ts";

/** Longer than Runboard itself waits for the server. */
const SEND_MS = 80_000;
/** What Runboard does not know by then was never received. */
const ARRIVES_MS = 10_000;

/** What is known of a wish. */
export type Standing =
  | { is: "pending" | "lost" | "refused" | "not arrived" | "unanswered" | "locked out" }
  | { is: "created"; taskId: string };

/** Sends a wish. @returns the task's id. @throws ApiError */
export async function sendWish({ key, body }: Pick<Wish, "key" | "body">): Promise<string> {
  const { taskId } = await fetchBody<CreatedTask>("/api/tasks", {
    method: "POST",
    body: JSON.parse(body) as CreateTask,
    idempotencyKey: key,
    timeLimitMs: SEND_MS,
  });
  return taskId;
}

/**
 * Asks how it went with a wish.
 * @param answered whether the request itself was: then what Runboard does not know never will be
 */
export async function askAbout(wish: Wish, answered: boolean): Promise<Standing> {
  try {
    const { state, taskId } = await fetchBody<Creation>(`/api/tasks/creations/${wish.key}`);
    if (state === "created" && taskId !== null) return { is: "created", taskId };
    if (state === "unconfirmed") return { is: "lost" };
    return { is: state === "refused" ? "refused" : "pending" };
  } catch (error) {
    if (isSignedOut(error)) return { is: "locked out" };
    if (!(error instanceof ApiError) || error.code !== "not_found") return { is: "unanswered" };
    const mayArrive = !answered && serverNowMs() - wish.sentAtMs < ARRIVES_MS;
    return { is: mayArrive ? "pending" : "not arrived" };
  }
}
