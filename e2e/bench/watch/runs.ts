/** Many runs that go on all the time. */
import { step } from "../../sandbox/steps.ts";
import { Client } from "../../support/http-client.ts";
import { mintKey } from "../../support/sandbox.ts";
import type { BenchServers } from "../support/servers.ts";

/** Starts `count` runs of a new key, each with a change now and then, and signs in with it. */
export async function manyRuns(servers: BenchServers, count: number) {
  const key = await mintKey(servers.control);
  const taskIds: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const everyMs = 20_000 + (index % 40) * 1_000;
    const samples = [step(0, "Opening new tab"), step(everyMs, "Processing browser agent")];
    const script = { samples, loop: { from: 0, everyMs } };
    taskIds.push((await key.addTask({ name: `Run ${index}`, runs: [{ script }] })).taskId);
  }
  const client = new Client(servers.dashboard().origin);
  const answer = await client.signIn(key.key);
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`);
  return { taskIds, cookie: client.cookie ?? "" };
}
