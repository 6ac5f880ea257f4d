/** The table of a fidelity run, and its first offenders in detail. */
import { table } from "../support/report.ts";
import type { Judged, Offence } from "./check.ts";
import type { Kind } from "./plan.ts";
import type { PlayedTask } from "./world.ts";

export type Verdict = { task: PlayedTask; kind: Kind; judged: Judged };

const MOST_DETAILS = 10;
const MOST_LINES = 40;
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
    sum(all.flatMap((one) => Object.values(one.gaps.may))),
    offences("missing gap"),
    offences("extra gap"),
    offences("final state", "sampled after its end"),
    offences("not resumed"),
  ];
}

/** One line per class, and one for all. */
export function classTable(verdicts: readonly Verdict[]): string {
  const of = (isViewed: boolean, kind: Kind) =>
    verdicts.filter((one) => (one.task.plan.viewer !== "none") === isViewed && one.kind === kind);
  return table([
    HEADS,
    line("viewers, recordings", of(true, "recording")),
    line("viewers, random", of(true, "random")),
    line("nobody, recordings", of(false, "recording")),
    line("nobody, random", of(false, "random")),
    line("all", verdicts),
  ]);
}

const time = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, 23) : "…");

function details({ what, task, truth, detail }: Offence, judged: Judged): string {
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
  const doubtful = new Set(judged.calls.doubtful.map(({ at }) => at));
  const counted = new Set(judged.calls.samples.map(({ at }) => at));
  const calls = judged.calls.calls.map(({ at, answeredAt, endpoint, runId, outcome }) => {
    const is = counted.has(answeredAt ?? 0) ? " counts" : "";
    const isDoubtful = doubtful.has(answeredAt ?? 0) ? " doubtful" : "";
    return `    call ${time(at)} ${endpoint} ${runId ?? ""} ${outcome}${is}${isDoubtful}`;
  });
  return [
    `${what}: ${detail}`,
    `  ${plan.viewer} ${owner.sandbox.dialect} task ${task.taskId} run ${truth.runId}`,
    ...steps.slice(0, MOST_LINES),
    ...rows.slice(0, MOST_LINES),
    ...(process.env.CALLS ? calls : []),
  ].join("\n");
}

/** The first offenders, each with its true log and what was recorded; `CALLS=1` adds the calls. */
export const offenders = (verdicts: readonly Verdict[]): string[] =>
  verdicts
    .flatMap(({ judged }) => judged.offences.map((offence) => details(offence, judged)))
    .slice(0, MOST_DETAILS);

/** What the definition leaves open, by what there was. */
export function openGaps(verdicts: readonly Verdict[]): string {
  const counts = new Map<string, number>();
  for (const [cause, count] of verdicts.flatMap(({ judged }) => Object.entries(judged.gaps.may))) {
    counts.set(cause, (counts.get(cause) ?? 0) + count);
  }
  return [...counts].map(([cause, count]) => `${cause} ${count}`).join(", ") || "none";
}
