/** Which true steps had to be recorded, and whether they were. */
import type { Matched } from "./match.ts";
import type { Sample, TaskCalls } from "./samples.ts";
import { isAlike, type RunTruth, stepAt, type TrueStep } from "./truth.ts";

export type Coverage = {
  /** Steps that lasted at least from the last sample before they began to the first one after. */
  required: number;
  /** Steps that a sample showed, however short: all of these are asked for. */
  seen: number;
  recorded: number;
  /** Seen again after something that no sample showed: nobody can tell it from the step before. */
  alike: number;
  missing: { step: TrueStep; sample: Sample }[];
};

/** @param matched all rows of the run, oldest first */
export function coverageOf(
  truth: RunTruth,
  { samples }: TaskCalls,
  matched: readonly Matched[],
): Coverage {
  const coverage: Coverage = { required: 0, seen: 0, recorded: 0, alike: 0, missing: [] };
  let before = null as { step: TrueStep; atMs: number } | null;
  for (const sample of samples.filter(({ runId }) => runId === truth.runId)) {
    const step = stepAt(truth, sample.at);
    // Asked just before a change and answered just after it: what was said is not known here. A
    // browser's changes come at any time, so within one millisecond an answer may be the older one.
    if (!step || step !== stepAt(truth, sample.askedAt)) continue;
    if (truth.isDriven && step.beginMs === sample.at) continue;
    if (step !== before?.step) {
      const fromMs = before?.atMs ?? truth.appearedMs;
      if (step.endMs - step.beginMs >= sample.at - fromMs) coverage.required += 1;
      coverage.seen += 1;
      if (matched.some((row) => row.step === step)) coverage.recorded += 1;
      else if (before && isAlike(before.step, step)) coverage.alike += 1;
      else coverage.missing.push({ step, sample });
    }
    before = { step, atMs: sample.at };
  }
  return coverage;
}
