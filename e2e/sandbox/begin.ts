/** How a created task begins: driven where there is a browser for it, else replayed. */
import { scriptFor } from "./catalogue.ts";
import type { Account, Task, World } from "./world.ts";

export type Created = { text: string; agent: string; arrivedMs: number };

/** Adds the first run of a task that a create call made; it goes on by itself. */
export function beginRun(
  world: World,
  account: Account,
  task: Task,
  { text, agent, arrivedMs }: Created,
): void {
  const startedAgoMs = Date.now() - arrivedMs;
  if (world.drive && agent === "BROWSER_AGENT") {
    world.drive(world.addDriven(account, task, text, startedAgoMs));
    return;
  }
  world.addRun(account, task, { script: scriptFor(text, agent), startedAgoMs });
}
