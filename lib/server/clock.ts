import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** Time as the recorder sees it; tests bring their own. */
export type Clock = {
  /** Wall time, epoch ms: what is written down. */
  now(): number;
  /** Never jumps: what distances are measured with. */
  monotonicMs(): number;
  /** Calls back once after a time; the returned function calls it off. */
  after(ms: number, callback: () => void): () => void;
};

/** As the process was before any request. */
const outside = AsyncLocalStorage.snapshot();

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(ms, callback) {
    // A timer keeps what its caller runs in: a watcher would keep the request that began it, with
    // its answer and its socket, for as long as it watches.
    const timer = outside(() => setTimeout(callback, ms));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
