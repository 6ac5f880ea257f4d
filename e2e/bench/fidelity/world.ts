/** Plays the plan: makes tasks and runs in the sandbox and lets viewers look at them. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../../support/http-client.ts";
import type { SandboxKey } from "../../support/sandbox.ts";
import type { HeardCall } from "../support/servers.ts";
import type { PlannedTask } from "./plan.ts";
import { isResultOf } from "./samples.ts";
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

/** Runs nobody looks at are sampled each 15 s, after failures each minute: their end takes as long. */
const SEE_END_WITHIN_MS = 80_000;
const POLL_MS = 250;

/** Plays one task until the dashboard has read how its runs ended, or had time enough for that. */
export async function playTask(
  plan: PlannedTask,
  owner: Owner,
  calls: readonly HeardCall[],
): Promise<PlayedTask> {
  const { sandbox, client } = owner;
  await sleep(plan.atMs);
  const { taskId } = await sandbox.addTask({
    name: plan.runs[0]?.script.name,
    recurring: plan.runs.length > 1,
  });
  const runIds: string[] = [];
  let isOver = false;
  const looks: Look[] = [];
  const viewer = sleep(plan.lookAfterMs).then(() =>
    watchAs[plan.viewer]({ taskId, apiKey: sandbox.key, client, looks, isOver: () => isOver }),
  );
  const startedAt = Date.now();
  let lastEndMs = 0;
  for (const { script, afterMs } of plan.runs) {
    await sleep(Math.max(0, startedAt + afterMs - Date.now()));
    runIds.push((await sandbox.addRun(taskId, { script })).runId);
    lastEndMs = Math.max(lastEndMs, Date.now() + (script.samples.at(-1)?.atMs ?? 0));
  }
  await sleep(Math.max(0, lastEndMs + POLL_MS - Date.now()));
  const wasRead = (runId: string) =>
    calls.some((call) => isResultOf(call, runId) && (call.answeredAt ?? 0) >= lastEndMs);
  while (Date.now() < lastEndMs + SEE_END_WITHIN_MS && !runIds.every(wasRead)) await sleep(POLL_MS);
  await sleep(2 * POLL_MS);
  isOver = true;
  await viewer;
  const runs = await Promise.all(
    runIds.map(async (runId, index) =>
      truthOf(runId, await sandbox.truth(runId), plan.runs[index]?.script.result ?? {}),
    ),
  );
  return { plan, taskId, owner, runs, looks };
}
