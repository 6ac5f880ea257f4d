/** The cost of the same query on a small and on a large store, with the machine's noise on both. */
import { quantile } from "../support/report.ts";
import { seededRandom } from "../support/random.ts";
import type { FilledStore } from "./load.ts";

/** Does one thing once, to the run at a place of a store. */
export type Work = (filled: FilledStore, place: number) => Promise<unknown>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/**
 * Does `work` `times` times on either store, by turns, each time to some run of it.
 * @returns the medians, in ms
 */
export async function compare(
  small: FilledStore,
  large: FilledStore,
  times: number,
  work: Work,
): Promise<{ small: number; large: number }> {
  const random = seededRandom(1);
  const costs = new Map<FilledStore, number[]>([
    [small, []],
    [large, []],
  ]);
  for (let turn = 0; turn < times; turn += 1) {
    for (const filled of turn % 2 === 0 ? [small, large] : [large, small]) {
      const place = Math.floor(random.between(0, filled.runs));
      costs.get(filled)?.push(await timed(() => work(filled, place)));
    }
  }
  const median = (filled: FilledStore) => quantile(costs.get(filled) ?? [], 0.5);
  return { small: median(small), large: median(large) };
}
