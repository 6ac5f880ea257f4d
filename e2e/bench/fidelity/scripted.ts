/** Makes a task by the sandbox's control calls, with runs that replay scripts. */
import { setTimeout as sleep } from "node:timers/promises";
import type { SandboxKey } from "../../support/sandbox.ts";
import type { ScriptedTask } from "./plan.ts";
import type { Playing } from "./world.ts";

const SETTLE_MS = 250;

/** Adds the task and, each at its time, its runs. */
export async function beginScripted({ runs }: ScriptedTask, owner: SandboxKey): Promise<Playing> {
  const { taskId } = await owner.addTask({
    name: runs[0]?.script.name,
    recurring: runs.length > 1,
  });
  const play = async () => {
    const runIds: string[] = [];
    const startedAt = Date.now();
    let lastEndMs = 0;
    for (const { script, afterMs } of runs) {
      await sleep(Math.max(0, startedAt + afterMs - Date.now()));
      runIds.push((await owner.addRun(taskId, { script })).runId);
      lastEndMs = Math.max(lastEndMs, Date.now() + (script.samples.at(-1)?.atMs ?? 0));
    }
    await sleep(Math.max(0, lastEndMs + SETTLE_MS - Date.now()));
    return { runIds, lastEndMs };
  };
  return { taskId, over: play() };
}
