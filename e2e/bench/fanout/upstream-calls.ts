/** What an audience costs the upstream: calls while a run goes on, and after its end. */
import { setTimeout as sleep } from "node:timers/promises";
import { end, step } from "../../sandbox/steps.ts";
import { Client } from "../../support/http-client.ts";
import { mintKey, type Script } from "../../support/sandbox.ts";
import { shareRun } from "../../support/shares.ts";
import type { Random } from "../support/random.ts";
import type { BenchServers } from "../support/servers.ts";
import { type Audience, gather, type Heard } from "./audience.ts";

export type Activity = "quiet" | "changing" | "ended";

export type Cost = Heard & {
  activity: Activity;
  viewers: number;
  seconds: number;
  calls: number;
  statusCalls: number;
};

const WARM_UP_MS = 6_000;

const SCRIPTS: Record<Activity, Script & { loop?: { from: number; everyMs: number } }> = {
  quiet: { samples: [step(0, "Processing browser agent")] },
  changing: {
    samples: [step(0, "Opening new tab"), step(5_000, "Processing browser agent")],
    loop: { from: 0, everyMs: 5_000 },
  },
  ended: { samples: [step(0, "Processing browser agent"), end(2_000, "completed")] },
};

async function newAudience({ control, dashboard }: BenchServers, activity: Activity) {
  const key = await mintKey(control);
  const { taskId, runIds } = await key.addTask({
    name: activity,
    runs: [{ script: SCRIPTS[activity] }],
  });
  const { origin } = dashboard();
  const client = new Client(origin);
  const answer = await client.signIn(key.key);
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`);
  const link = await shareRun(client, { taskId, runId: runIds[0] ?? "" });
  const audience: Audience = {
    taskId,
    origin,
    cookie: client.cookie ?? "",
    apiKey: key.key,
    link,
  };
  const over = () =>
    key.show(runIds[0] ?? "", { status: "completed", detailedStatus: "completed" });
  return { audience, over };
}

/** Counts calls with a new key over `measureMs` while `viewers` look at its one run. */
export async function costOf(
  servers: BenchServers,
  activity: Activity,
  viewers: number,
  random: Random,
  measureMs: number,
): Promise<Cost> {
  const { audience, over } = await newAudience(servers, activity);
  const crowd = gather(audience, viewers, random);
  await sleep(WARM_UP_MS);
  crowd.take();
  const fromMs = Date.now();
  await sleep(measureMs);
  const untilMs = Date.now();
  const heard = crowd.take();
  const calls = servers.calls.filter(
    ({ key, at }) => key === audience.apiKey && at >= fromMs && at < untilMs,
  );
  await over();
  await crowd.stop();
  return {
    ...heard,
    activity,
    viewers,
    seconds: (untilMs - fromMs) / 1_000,
    calls: calls.length,
    statusCalls: calls.filter(({ endpoint }) => endpoint === "status").length,
  };
}
