/** How long nothing may be seen: three intervals of the pace in force, judged by who looked when. */
import type { Look } from "./viewers.ts";

const INTERVALS = 3;
const LOOKED_MS = 1_000;
export const UNSEEN_MS = 15_000;
/** A viewer counts as gone this long after they should have asked again. */
const LOOK_LASTS_MS = 4_000;
const ASKS_WITHIN_MS = 15_000;
/** Of three intervals: calls take time, timers are late, calls nobody waits for queue. */
const TOLERANCE_MS = { [LOOKED_MS]: 600, [UNSEEN_MS]: 2_500 } as const;

type Pace = typeof LOOKED_MS | typeof UNSEEN_MS;
export type Verdict = "must" | "may" | "must not";

/**
 * The paces that can have been in force at a moment: lowest and highest.
 * @param isFirst nothing was sampled of the task before: it was a look that had it sampled
 */
export function pacesAt(
  looks: readonly Look[],
  ms: number,
  isFirst = false,
): { low: Pace; high: Pace } {
  // Told that the next sample is far off, a viewer is waited for until then.
  const lasts = ({ answeredAt, nextSampleAt }: Look) => {
    const isFar = nextSampleAt !== null && nextSampleAt > answeredAt + 2 * LOOKED_MS;
    const untilMs = isFar ? Math.min(nextSampleAt, answeredAt + ASKS_WITHIN_MS) : answeredAt;
    return untilMs + LOOK_LASTS_MS;
  };
  const isSure = looks.some(
    ({ sentAt, answeredAt }) =>
      (isFirst ? sentAt : answeredAt) <= ms && ms <= sentAt + LOOK_LASTS_MS - 100,
  );
  const isPossible = looks.some((look) => look.sentAt <= ms && ms <= lasts(look) + 100);
  return { low: isPossible ? LOOKED_MS : UNSEEN_MS, high: isSure ? LOOKED_MS : UNSEEN_MS };
}

/**
 * Whether there is a gap after a silence.
 * @param moreMs by how much longer it may last until it must be one
 */
export function verdictOf(
  silentMs: number,
  { low, high }: { low: Pace; high: Pace },
  moreMs = 0,
): Verdict {
  if (silentMs > INTERVALS * high + TOLERANCE_MS[high] + moreMs) return "must";
  return silentMs > INTERVALS * low - TOLERANCE_MS[low] ? "may" : "must not";
}
