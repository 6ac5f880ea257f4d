/** How long a start takes: of a new store and of a full one, and npm's share of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runtime } from "../../run/processes.mjs";
import type { Budgeted } from "../support/budget.ts";
import { machineLoad } from "../support/processor.ts";
import { quantile, spread } from "../support/report.ts";
import { fillStore } from "./full-store.ts";
import { timeToReady } from "./started.ts";

const STARTS = 5;
const MOST_MS = 1_500;

const NPM = ["npm", "start"] as [string, ...string[]];
/** What `npm start` runs. */
const ALONE = [runtime(), "--max-semi-space-size=16", "e2e/run/start.mjs"] as [string, ...string[]];

/** A start on a directory that is not there yet. */
async function onNothing(command: [string, ...string[]]): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "runboard-start-"));
  try {
    return await timeToReady(command, dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const budgeted = (what: string, ms: number[]): Budgeted => {
  const medianMs = quantile(ms, 0.5);
  return {
    what: `Ready after npm start, ${what}, median of ${ms.length}`,
    figure: `${(medianMs / 1_000).toFixed(2)} s`,
    budget: `≤ ${MOST_MS / 1_000} s`,
    isKept: medianMs <= MOST_MS,
  };
};

/** Starts by turns, so that each kind meets the same moments of the machine. */
export async function benchStart(): Promise<Budgeted[]> {
  const full = mkdtempSync(join(tmpdir(), "runboard-start-"));
  try {
    const first = await timeToReady(NPM, full);
    const size = fillStore(full);
    const times = { none: [] as number[], full: [] as number[], alone: [] as number[] };
    for (let index = 0; index < STARTS; index += 1) {
      times.none.push(await onNothing(NPM));
      times.full.push(await timeToReady(NPM, full));
      times.alone.push(await onNothing(ALONE));
    }
    const npm = times.none.map((ms, index) => ms - (times.alone[index] ?? Number.NaN));
    console.log(
      `The first, which finds compiled only what earlier ones kept: ${first.toFixed(0)} ms`,
    );
    console.log(`On a new store: ${spread(times.none)}`);
    console.log(`On a store of ${size.toFixed(0)} MB: ${spread(times.full)}`);
    console.log(
      `Without npm: ${spread(times.alone)}; npm itself takes ${quantile(npm, 0.5).toFixed(0)} ms`,
    );
    console.log(`The machine's load is ${machineLoad()}`);
    return [
      budgeted("new store", times.none),
      budgeted(`store of ${size.toFixed(0)} MB`, times.full),
    ];
  } finally {
    rmSync(full, { recursive: true, force: true });
  }
}
