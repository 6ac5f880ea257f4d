import "server-only";

type Ending = {
  /** The process was told to end, and only finishes what it has begun. */
  hasBegun: boolean;
  /** There is no time left to wait for anything. */
  hasGivenUp: boolean;
  /** Give up on what answers wait for. */
  readonly waiting: Set<() => void>;
};

/** Next loads modules several times over; a process ends once. */
const holder = globalThis as typeof globalThis & { runboardEnding?: Ending };

/** What those who answer know of the end of the process. */
holder.runboardEnding ??= { hasBegun: false, hasGivenUp: false, waiting: new Set() };
export const ending: Ending = holder.runboardEnding;
