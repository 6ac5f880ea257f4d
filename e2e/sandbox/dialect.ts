/** What a dialect is: from a call with a good key to an answer. */
import type { IncomingMessage } from "node:http";
import type { Answer } from "./answer.ts";
import type { Route } from "./endpoints.ts";
import type { Run } from "./run.ts";
import { OWN_RECORDING } from "./script.ts";
import type { Account, Task, World } from "./world.ts";

export type ApiCall = Route & {
  account: Account;
  query: URLSearchParams;
  /** The parsed body; undefined when there was none. */
  body: unknown;
  request: IncomingMessage;
  /** Epoch ms. */
  arrivedMs: number;
};

export type DialectHandler = (world: World, call: ApiCall) => Answer | Promise<Answer>;

export const taskOf = ({ account, taskId }: ApiCall): Task | undefined =>
  taskId === null ? undefined : account.tasks.get(taskId);

export const runRow = (run: Run) => ({
  id: run.id,
  created_at: new Date(run.appearedAtMs ?? run.startMs).toISOString(),
});

export const bodyRecord = (body: unknown): Record<string, unknown> =>
  typeof body === "object" && body !== null ? { ...body } : {};

/** The open question's id; null when nothing is asked. */
export function openQuestion(run: Run | undefined): { id: unknown } | null {
  const call = run?.data.toolCall;
  if (typeof call !== "object" || call === null) return null;
  return { id: "toolCallId" in call ? call.toolCallId : undefined };
}

/** What the gif call says about a run, its picture served beside the live pages. */
export function gifOf(world: World, run: Run): Record<string, unknown> {
  if (!run.ended) return { status: "pending" };
  const gif = run.gif ?? (run.data.status === "error" ? { status: "error", error: null } : null);
  if (gif === null) return { status: "pending" };
  const placeholder = gif.url === OWN_RECORDING;
  return placeholder ? { ...gif, url: `${world.liveOrigin}/recordings/${run.id}%2Frun.gif` } : gif;
}
