/** `npm run bench:fidelity`: is the recorded timeline true? */
import { setTimeout as sleep } from "node:timers/promises";
import type { Transition } from "../../../lib/contract/api.ts";
import { chosenBrowser } from "../../sandbox/chosen-browser.ts";
import { Client } from "../../support/http-client.ts";
import { mintKey } from "../../support/sandbox.ts";
import { buildForBench } from "../support/build.ts";
import { seededRandom, seedOfThisRun } from "../support/random.ts";
import { spread } from "../support/report.ts";
import { startBenchServers } from "../support/servers.ts";
import { yielding } from "../support/yielding-browser.ts";
import { judge } from "./check.ts";
import { disturb } from "./disturbances.ts";
import { drivenOf, planDriven } from "./driven-plan.ts";
import { drivenWords, unseen } from "./driven-report.ts";
import { latenessFrom, lateRows } from "./lateness.ts";
import { dialectOf, planScripted } from "./plan.ts";
import { classTable, offenders, openGaps, type Verdict } from "./report.ts";
import { samplesOf } from "./samples.ts";
import { type Noticed, spoil } from "./spoil.ts";
import { type Recorded, readTimeline } from "./timeline.ts";
import type { RunTruth } from "./truth.ts";
import { type Owner, type PlayedTask, playTask } from "./world.ts";

const RUNS = Number(process.env.RUNS ?? 220);
const WINDOW_MS = Number(process.env.WINDOW_S ?? 200) * 1_000;
const KEYS = 8;
/** What was answered last is stored by then. */
const SETTLE_MS = 1_000;

/** A gap within the tolerance may be lost, and a step that only a doubtful sample told of. */
const SEES = 0.6;

/** Steps last long enough to be seen, and a run no longer than half a minute or so. */
const PACE = 0.6;
/** For questions nobody answers; people who do take a few seconds, and as long as an outage. */
const QUESTION_LIMIT_MS = 25_000;

buildForBench();
const { browser, noBrowser } = await chosenBrowser(null);
const driving = browser && {
  ...yielding(browser),
  pace: PACE,
  questionLimitMs: QUESTION_LIMIT_MS,
};
const servers = await startBenchServers("bench-fidelity", { browser: driving });
try {
  const random = seededRandom(seedOfThisRun());
  const driven = browser ? drivenOf(RUNS) : 0;
  const tasks = [
    ...planScripted(random, RUNS - driven, KEYS, WINDOW_MS),
    ...planDriven(random, driven, KEYS, WINDOW_MS),
  ];
  const owners: Owner[] = [];
  for (let index = 0; index < KEYS; index += 1) {
    const sandbox = await mintKey(servers.control, { dialect: dialectOf(index) });
    const client = new Client(servers.dashboard().origin);
    const answer = await client.signIn(sandbox.key);
    if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`);
    owners.push({ sandbox, client });
  }
  const begunAt = Date.now();
  const clients = owners.map(({ client }) => client);
  const [restarts, played] = await Promise.all([
    disturb(servers, clients, WINDOW_MS, RUNS),
    Promise.all(tasks.map((task) => playTask(task, owners[task.keyIndex] as Owner, servers))),
  ]);
  await sleep(SETTLE_MS);
  // Reading a timeline makes calls of its own.
  const heard = [...servers.calls];
  const verdicts: Verdict[] = [];
  const spoiled = new Map<string, Noticed>();
  const all: { task: PlayedTask; truth: RunTruth; recorded: Recorded }[] = [];
  for (const task of played) {
    for (const truth of task.runs) {
      const recorded = await readTimeline(task.owner.client, task.taskId, truth.runId);
      all.push({ task, truth, recorded });
    }
  }
  const dated = all.flatMap(({ task, truth, recorded }) => {
    const { samples } = samplesOf(heard, task.taskId, task.runs, restarts);
    const own = samples.filter(({ runId }) => runId === truth.runId);
    return lateRows(recorded.rows, own);
  });
  const late = latenessFrom(dated);
  for (const { task, truth, recorded } of all) {
    const judged = judge(truth, task, recorded, heard, restarts, late);
    verdicts.push({ task, truth, judged });
    // What is wrong already may be put right by spoiling it.
    if (judged.offences.length > 0) continue;
    const again = (rows: Transition[]) =>
      judge(truth, task, { ...recorded, rows }, heard, restarts, late);
    for (const [name, { tried, noticed }] of spoil(judged, random, again)) {
      const so = spoiled.get(name) ?? { tried: 0, noticed: 0 };
      spoiled.set(name, { tried: so.tried + tried, noticed: so.noticed + noticed });
    }
  }
  for (const text of offenders(verdicts)) console.log(`\n${text}`);
  const seconds = Math.round((Date.now() - begunAt) / 1_000);
  console.log(`\n${verdicts.length} runs, ${restarts.length} restarts, ${seconds} s\n`);
  console.log(classTable(verdicts));
  console.log(`\nGaps that may be or not, within the tolerance: ${openGaps(verdicts)}`);
  // Half a second and more is a machine too busy for what is measured here.
  console.log(`Answers were read late by: ${spread(dated.map(({ lateMs }) => lateMs))}`);
  console.log("Timelines spoiled on purpose, and noticed by this check:");
  for (const [name, { tried, noticed }] of spoiled) {
    console.log(`  ${name}: ${noticed} of ${tried}`);
  }
  const isBlind = [...spoiled.values()].some(({ tried, noticed }) => noticed < tried * SEES);
  if (isBlind) console.log("The check is blind: what it says of the timelines is worth nothing.");
  console.log(`\n${drivenWords(verdicts, browser?.version ?? null, noBrowser ?? null)}`);
  const isIdle = unseen(verdicts) > 0;
  const offences = verdicts.flatMap(({ judged }) => judged.offences);
  console.log(offences.length === 0 ? "\nThe timeline is true." : `\n${offences.length} offences`);
  process.exitCode = offences.length === 0 && !isBlind && !isIdle ? 0 : 1;
} finally {
  await servers.stop();
}
