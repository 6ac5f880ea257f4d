/** The table of a fidelity run, and its first offenders in detail. */
import { table } from "../support/report.ts";
import type { Judged, Offence } from "./check.ts";
import type { Kind } from "./plan.ts";
import type { RunTruth } from "./truth.ts";
import type { PlayedTask } from "./world.ts";

export type Verdict = { task: PlayedTask; truth: RunTruth; judged: Judged };

const MOST_DETAILS = 10;
const MOST_LINES = 40;
/** Calls this near to an offence are listed with it. */
const NEAR_MS = 8_000;
const NAMES: Record<Kind, string> = {
  recording: "recordings",
  random: "random",
  driven: "driven",
};
const HEADS = [
  "",
  "runs",
  "true steps",
  "long enough",
  "sampled",
  "recorded",
  "alike",
  "missing",
  "rows",
  "wrong",
  "out of order",
  "out of ±",
  "gaps due",
  "either way",
  "missing gaps",
  "extra gaps",
  "wrong ends",
  "not resumed",
];

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

function line(name: string, verdicts: readonly Verdict[]): (string | number)[] {
  const all = verdicts.map(({ judged }) => judged);
  const coverage = (part: "required" | "seen" | "recorded" | "alike") =>
    sum(all.map((one) => one.coverage[part]));
  const offences = (...what: string[]) =>
    sum(all.map((one) => one.offences.filter((it) => what.includes(it.what)).length));
  return [
    name,
    all.length,
    sum(verdicts.map(({ judged }) => judged.steps)),
    coverage("required"),
    coverage("seen"),
    coverage("recorded"),
    coverage("alike"),
    offences("not recorded"),
    sum(all.map((one) => one.rows.filter(({ row }) => row.kind !== "gap").length)),
    offences("wrong"),
    offences("out of order", "seq"),
    offences("out of ±"),
    sum(all.map((one) => one.gaps.must)),
    sum(all.flatMap((one) => Object.values(one.gaps.may).map(({ there }) => there))),
    offences("missing gap"),
    offences("extra gap"),
    offences("final state", "sampled after its end"),
    offences("not resumed"),
  ];
}

/** One line per class, and one for all. */
export function classTable(verdicts: readonly Verdict[]): string {
  const lines = (["recording", "random", "driven"] as const).map((kind) => {
    const own = verdicts.filter((one) => one.task.plan.kind === kind);
    const watched = own.filter((one) => one.task.plan.viewer !== "none");
    const alone = own.filter((one) => one.task.plan.viewer === "none");
    return [
      line(`viewers, ${NAMES[kind]}`, watched),
      line(`nobody, ${NAMES[kind]}`, alone),
    ] as const;
  });
  return table([
    HEADS,
    ...lines.map(([watched]) => watched),
    ...lines.map(([, alone]) => alone),
    line("all", verdicts),
  ]);
}

const time = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, 23) : "…");

function details({ what, task, truth, detail, atMs }: Offence, judged: Judged): string {
  const { plan, owner } = task;
  const rows = judged.rows.map(
    ({ row, atMs, step, problem }) =>
      `    row ${row.seq} ${time(atMs)} ±${row.precisionMs} ${row.kind} ${row.state} "${row.step}"` +
      ` live ${row.live} → step ${step?.index ?? "-"}${problem ? ` ${problem}` : ""}`,
  );
  const steps = truth.steps.map(
    ({ index, beginMs, state, step, live }) =>
      `    true ${index} ${time(beginMs)} ${state} "${step}" live ${live}`,
  );
  const near = judged.calls.calls.filter(({ at }) => Math.abs(at - atMs) < NEAR_MS);
  const calls = near.map(({ at, answeredAt, endpoint, runId, url, outcome }) => {
    const isSample = (of: readonly { at: number }[]) => of.some((one) => one.at === answeredAt);
    const is = isSample(judged.calls.samples) ? "counts" : "";
    const isDoubtful = isSample(judged.calls.doubtful) ? "doubtful" : "";
    const what = runId ?? url.replace(/^.*\?/, "");
    return `    call ${time(at)} ${endpoint} ${what} ${outcome} ${is}${isDoubtful}`;
  });
  const others = task.runs.filter((run) => run !== truth);
  return [
    `${what}: ${detail}`,
    `  ${plan.viewer} ${owner.sandbox.dialect} task ${task.taskId} run ${truth.runId}`,
    ...steps.slice(0, MOST_LINES),
    ...rows.slice(0, MOST_LINES),
    ...others.map((run) => `    the other run ${run.runId} appeared ${time(run.appearedMs)}`),
    ...calls.slice(0, 2 * MOST_LINES),
  ].join("\n");
}

/** The first offenders, each with its true log and what was recorded, and the calls around. */
export const offenders = (verdicts: readonly Verdict[]): string[] =>
  verdicts
    .flatMap(({ judged }) => judged.offences.map((offence) => details(offence, judged)))
    .slice(0, MOST_DETAILS);

/** What the definition leaves open, by what there was. */
export function openGaps(verdicts: readonly Verdict[]): string {
  const counts = new Map<string, { there: number; drawn: number }>();
  for (const [cause, more] of verdicts.flatMap(({ judged }) => Object.entries(judged.gaps.may))) {
    const { there, drawn } = counts.get(cause) ?? { there: 0, drawn: 0 };
    counts.set(cause, { there: there + more.there, drawn: drawn + more.drawn });
  }
  const words = [...counts].map(
    ([cause, { there, drawn }]) => `${cause} ${there} (${drawn} drawn)`,
  );
  return words.join(", ") || "none";
}
