/** Plays the plan: makes tasks and runs in the sandbox and lets viewers look at them. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../../support/http-client.ts";
import type { SandboxKey } from "../../support/sandbox.ts";
import type { BenchServers } from "../support/servers.ts";
import { beginDriven } from "./driven.ts";
import type { PlannedTask } from "./plan.ts";
import { isResultOf } from "./samples.ts";
import { beginScripted } from "./scripted.ts";
import { type RunTruth, truthOf } from "./truth.ts";
import { type Look, watchAs } from "./viewers.ts";

export type Owner = { sandbox: SandboxKey; client: Client };

export type PlayedTask = {
  plan: PlannedTask;
  taskId: string;
  owner: Owner;
  /** In the order of the plan. */
  runs: RunTruth[];
  looks: Look[];
};

/** A task that was made, and what its runs come to: their ids, and when the last one ended. */
export type Playing = { taskId: string; over: Promise<{ runIds: string[]; lastEndMs: number }> };

/** Runs nobody looks at are sampled each 15 s, after failures each minute: their end takes as long. */
const SEE_END_WITHIN_MS = 80_000;
const POLL_MS = 250;

/** Plays one task until the dashboard has read how its runs ended, or had time enough for that. */
export async function playTask(
  plan: PlannedTask,
  owner: Owner,
  { calls, sandbox: server }: Pick<BenchServers, "calls" | "sandbox">,
): Promise<PlayedTask> {
  const { sandbox, client } = owner;
  await sleep(plan.atMs);
  const { taskId, over } =
    plan.kind === "driven"
      ? await beginDriven(plan, sandbox, server)
      : await beginScripted(plan, sandbox);
  let isOver = false;
  const looks: Look[] = [];
  const viewer = sleep(plan.lookAfterMs).then(() =>
    watchAs[plan.viewer]({ taskId, apiKey: sandbox.key, client, looks, isOver: () => isOver }),
  );
  const seeEnds = async () => {
    const { runIds, lastEndMs } = await over;
    const wasRead = (runId: string) =>
      calls.some((call) => isResultOf(call, runId) && (call.answeredAt ?? 0) >= lastEndMs);
    const untilMs = lastEndMs + SEE_END_WITHIN_MS;
    while (Date.now() < untilMs && !runIds.every(wasRead)) await sleep(POLL_MS);
    await sleep(2 * POLL_MS);
    return runIds;
  };
  const runIds = await seeEnds().finally(() => {
    isOver = true;
  });
  await viewer;
  const runs = await Promise.all(
    runIds.map(async (runId) => {
      const { transitions, result } = await sandbox.log(runId);
      return truthOf(runId, transitions, result, plan.kind === "driven");
    }),
  );
  return { plan, taskId, owner, runs, looks };
}
