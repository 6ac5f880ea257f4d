/** Randomness that can be repeated: the same seed gives the same run of the benchmark. */

export type Random = {
  /** From 0 to below 1. */
  next: () => number;
  /** A real number from `low` to below `high`. */
  between: (low: number, high: number) => number;
  /** One of them. */
  pick: <T>(from: readonly [T, ...T[]]) => T;
  /** True this often, from 0 to 1. */
  chance: (probability: number) => boolean;
};

/** A generator (mulberry32) of the given seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    chance: (probability) => next() < probability,
  };
}

/** `SEED` of the environment, else one of its own; printed, so that a run can be repeated. */
export function seedOfThisRun(): number {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  console.log(`Seed ${seed} (SEED=${seed} repeats it)`);
  return seed;
}
