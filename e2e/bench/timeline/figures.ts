/** The timeline of a run of 10,000 transitions beside one of 100. */
import { type Browser, chromium } from "playwright-core";
import { findBrowser } from "../../run/browser.mjs";
import type { Budgeted } from "../support/budget.ts";
import { quantile } from "../support/report.ts";
import { firstPaint, keypresses, openWhole, scrollThrough } from "./measure.ts";
import { startTimelineWorld, type TimelineWorld } from "./world.ts";

const SHORT = 100;
const LONG = 10_000;
const ROUNDS = 15;
const PRESSES = 30;
const PASSES = 5;
const MOST_TIMES = 1.5;
const MOST_ROWS = 300;
const LONG_TASK_MS = 50;

const median = (values: readonly number[]) => quantile(values, 0.5);

function compared(what: string, short: readonly number[], long: readonly number[]): Budgeted {
  const times = median(long) / median(short);
  const ms = (values: readonly number[]) => median(values).toFixed(1);
  return {
    what: `${what}: ${LONG} transitions ${ms(long)} ms, ${SHORT} ${ms(short)} ms, medians`,
    figure: `${times.toFixed(2)} ×`,
    budget: `≤ ${MOST_TIMES} ×`,
    isKept: times <= MOST_TIMES,
  };
}

/** In turns, so that a machine that is busy for a while is so for both. */
async function paints(browser: Browser, world: TimelineWorld) {
  const taken: [number[], number[]] = [[], []];
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [index, run] of world.runs.entries()) {
      const ms = await firstPaint(browser, world, run);
      // The first of each warms what stays warm.
      if (round >= 0) taken[index]?.push(ms);
    }
  }
  return taken;
}

/** @returns what was measured on the build in NEXT_DIST_DIR */
export async function timelineFigures(): Promise<Budgeted[]> {
  const { path } = await findBrowser();
  const world = await startTimelineWorld([SHORT, LONG]);
  const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
  try {
    const [paintShort, paintLong] = await paints(browser, world);
    const [short, long] = world.runs;
    if (!short || !long) throw new Error("A run is missing");
    const shortPage = await openWhole(browser, world, short);
    const longPage = await openWhole(browser, world, long);
    const taken: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 3; turn += 1) {
      taken[0] = [...taken[0], ...(await keypresses(shortPage, PRESSES / 3))];
      taken[1] = [...taken[1], ...(await keypresses(longPage, PRESSES / 3))];
    }
    const passes = [];
    for (let pass = 0; pass < PASSES; pass += 1) passes.push(await scrollThrough(longPage));
    if (!passes.every(({ isThrough }) => isThrough)) throw new Error("The end was not reached");
    const mostRows = Math.max(...passes.map((pass) => pass.mostRows));
    // What the machine did besides comes in one pass or another, what the page needs in all.
    const longest = Math.min(...passes.map(({ longTasks }) => Math.max(0, ...longTasks)));
    return [
      compared("First paint of a run", paintShort, paintLong),
      compared("Key `j` to the paint after it", taken[0], taken[1]),
      {
        what: `Rows of a timeline of ${LONG} in the document, at most`,
        figure: String(mostRows),
        budget: `< ${MOST_ROWS}`,
        isKept: mostRows < MOST_ROWS,
      },
      {
        what: `Longest task while scrolling through ${LONG} transitions, best of ${PASSES} passes`,
        figure: longest === 0 ? `none over ${LONG_TASK_MS} ms` : `${longest.toFixed(0)} ms`,
        budget: `≤ ${LONG_TASK_MS} ms`,
        isKept: longest <= LONG_TASK_MS,
      },
    ];
  } finally {
    await browser.close();
    await world.servers.stop();
  }
}
