import "server-only";

/** Time as the recorder sees it; tests bring their own. */
export type Clock = {
  /** Wall time, epoch ms: what is written down. */
  now(): number;
  /** Never jumps: what distances are measured with. */
  monotonicMs(): number;
  /** Calls back once after a time; the returned function calls it off. */
  after(ms: number, callback: () => void): () => void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
