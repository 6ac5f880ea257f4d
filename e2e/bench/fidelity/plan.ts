/** Which runs there are, when they start and who looks at them: all from one seed. */
import { catalogue } from "../../sandbox/catalogue.ts";
import type { Script } from "../../sandbox/script.ts";
import type { Dialect } from "../../support/sandbox.ts";
import type { Random } from "../support/random.ts";
import type { Course } from "./driven-plan.ts";
import { randomScript } from "./random-script.ts";

/** `page` polls as the run page does, `api` as the SDK does, `none` looks once and leaves. */
export type Viewer = "page" | "api" | "none";

type Planned = {
  /** Ms after the benchmark's start. */
  atMs: number;
  keyIndex: number;
  viewer: Viewer;
  /** Ms after the task's start at which its viewer first looks. */
  lookAfterMs: number;
};

export type PlannedRun = {
  script: Script;
  /** Ms after the task's start. */
  afterMs: number;
};

export type ScriptedTask = Planned & {
  kind: "recording" | "random";
  /** Two runs: a newer one that pushes an older one aside. */
  runs: PlannedRun[];
};

/** Its run is made by a real browser, by the words of the task. */
export type DrivenTask = Planned & { kind: "driven"; words: string; course: Course };

export type PlannedTask = ScriptedTask | DrivenTask;
export type Kind = PlannedTask["kind"];

/** Keys of both dialects take turns. */
export const dialectOf = (keyIndex: number): Dialect =>
  keyIndex % 2 === 0 ? "stock" : "documented";

const RECORDINGS = [
  "agent-gives-up",
  "browser-task-completed",
  "browser-task-waits-for-input",
  "decision-gives-up",
  "decision-waits-for-input",
  "deep-research-completed",
  "generative-task-completed",
  "stopped-by-user",
  "unknown-agent",
].map((name) => {
  const script = catalogue.get(name);
  if (!script) throw new Error(`no recording ${name}`);
  return script;
});

const RECURRING = 0.16;
/** A run nobody watches needs some samples at 15 s to tell anything. */
const LASTS_MS = { seen: [8_000, 40_000], unseen: [20_000, 60_000] } as const;

const lengthOf = (script: Script): number => script.samples.at(-1)?.atMs ?? 0;

function planTask(
  random: Random,
  index: number,
  kind: ScriptedTask["kind"],
  viewer: Viewer,
): ScriptedTask {
  const [shortest, longest] = LASTS_MS[viewer === "none" ? "unseen" : "seen"];
  const make = (part: string): Script =>
    kind === "recording"
      ? (RECORDINGS[(index >> 2) % RECORDINGS.length] as Script)
      : randomScript(random, `random-${index}-${part}`, random.between(shortest, longest));
  const first = make("first");
  const runs = [{ script: first, afterMs: 0 }];
  if (kind === "random" && random.chance(RECURRING)) {
    const afterMs = Math.round(lengthOf(first) * random.between(0.3, 0.8));
    runs.push({ script: make("second"), afterMs });
  }
  // Some come when the run has long begun: what was before is a gap.
  const isLate = random.chance(0.3);
  const lookAfterMs = Math.round(
    isLate ? lengthOf(first) * random.between(0.2, 0.5) : random.between(0, 800),
  );
  return { atMs: 0, keyIndex: 0, viewer, lookAfterMs, kind, runs };
}

/**
 * At least `count` runs that replay scripts, spread over `windowMs` and `keys` keys; half recordings, half random, half
 * of each with viewers.
 */
export function planScripted(
  random: Random,
  count: number,
  keys: number,
  windowMs: number,
): ScriptedTask[] {
  const tasks: ScriptedTask[] = [];
  let runs = 0;
  while (runs < count) {
    const index = tasks.length;
    const viewer = index % 2 === 0 ? (random.chance(0.3) ? "api" : "page") : "none";
    const task = planTask(random, index, index % 4 < 2 ? "recording" : "random", viewer);
    tasks.push({ ...task, keyIndex: Math.floor(random.next() * keys) });
    runs += task.runs.length;
  }
  return tasks.map((task) => ({ ...task, atMs: Math.round(random.between(0, windowMs)) }));
}
