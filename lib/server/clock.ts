import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { uptime } from "node:os";

/** Time as the recorder sees it; tests bring their own. */
export type Clock = {
  /** Wall time, epoch ms: what is written down. */
  now(): number;
  /** Never jumps but over a machine's sleep: what distances are measured with. */
  monotonicMs(): number;
  /** Calls back once after a time; the returned function calls it off. */
  after(ms: number, callback: () => void): () => void;
};

/** The time since a machine's start comes in whole seconds. */
const SLEEP_MS = 3_000;
const LOOK_EVERY_MS = 100;

/**
 * A monotonic clock that goes on while the machine sleeps, which Node's own does not: an hour in
 * which a laptop was closed is an hour in which nothing was seen.
 * @param awakeMs stands still meanwhile
 * @param upSeconds does not
 */
export function sleeplessMs(awakeMs: () => number, upSeconds: () => number): () => number {
  const offsetMs = () => upSeconds() * 1_000 - awakeMs();
  const atStart = offsetMs();
  let sleptMs = 0;
  let lookedMs = awakeMs();
  return () => {
    const now = awakeMs();
    if (now - lookedMs >= LOOK_EVERY_MS) {
      lookedMs = now;
      const offset = offsetMs() - atStart;
      if (offset - sleptMs > SLEEP_MS) sleptMs = offset;
    }
    return now + sleptMs;
  };
}

/** As the process was before any request. */
const outside = AsyncLocalStorage.snapshot();

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: sleeplessMs(() => performance.now(), uptime),
  after(ms, callback) {
    // A timer keeps what its caller runs in: a watcher would keep the request that began it, with
    // its answer and its socket, for as long as it watches.
    const timer = outside(() => setTimeout(callback, ms));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
