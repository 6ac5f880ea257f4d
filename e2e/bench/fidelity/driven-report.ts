/** How much real browsing there was, so that nobody takes its absence for a success. */
import type { Verdict } from "./report.ts";
import type { RunTruth, TrueStep } from "./truth.ts";

/** Before its first word any run is scheduled for a moment. */
const WAITED_MS = 3_000;

const drivenIn = (verdicts: readonly Verdict[]): RunTruth[] =>
  verdicts.flatMap(({ truth }) => (truth.isDriven ? [truth] : []));

const count = (truths: readonly RunTruth[], fits: (step: TrueStep) => boolean): number =>
  truths.filter(({ steps }) => steps.some(fits)).length;

/** How many driven runs never had a browser: nothing was learned from them. */
export function unseen(verdicts: readonly Verdict[]): number {
  const driven = drivenIn(verdicts);
  return driven.length - count(driven, ({ live }) => live);
}

const waited = ({ state, beginMs, endMs }: TrueStep): boolean =>
  state === "scheduled" && endMs - beginMs > WAITED_MS;

/**
 * What came of the driven runs, in some lines.
 * @param version of the browser
 * @param noBrowser why there was none
 */
export function drivenWords(
  verdicts: readonly Verdict[],
  version: string | null,
  noBrowser: string | null,
): string {
  const driven = drivenIn(verdicts);
  if (driven.length === 0) {
    return `NO RUN WAS DRIVEN BY A BROWSER, SO REAL BROWSING WAS NOT CHECKED. ${noBrowser ?? ""}`;
  }
  const ended = (state: string) => driven.filter(({ final }) => final === state).length;
  const lines = [
    `${driven.length} runs were driven by Chromium ${version ?? ""}: ` +
      `${ended("completed")} completed, ${ended("failed")} failed, ${ended("stopped")} stopped; ` +
      `${count(driven, waited)} waited for a free browser, ` +
      `${count(driven, ({ state }) => state === "waiting")} asked people.`,
    ...driven
      .filter(({ final }) => final === "failed")
      .map(({ result }) => `  failed: ${String(result.error)}`),
  ];
  const missing = unseen(verdicts);
  if (missing > 0) lines.push(`${missing} OF THEM NEVER HAD A BROWSER.`);
  return lines.join("\n");
}
