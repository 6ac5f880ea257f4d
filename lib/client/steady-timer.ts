/**
 * Timers that keep time in a tab in the background. There browsers hold up the timers of a page, to
 * once a minute at worst; those of a worker go on as they are.
 */

const FILE = "/steady-timer.js";

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, () => void>();

function ringing({ data }: MessageEvent<number>) {
  waiting.get(data)?.();
}

function theWorker(): Worker | null {
  if (worker) return worker;
  try {
    worker = new Worker(FILE);
    worker.addEventListener("message", ringing);
  } catch {
    // The page's own timer is set in any case.
  }
  return worker;
}

const isHidden = (): boolean => document.visibilityState === "hidden";

/**
 * Calls `act` once, after `waitMs` ms, on time also in the background.
 * @returns what calls it off
 */
export function steadyTimeout(act: () => void, waitMs: number): () => void {
  lastId += 1;
  const id = lastId;
  const forget = () => {
    clearTimeout(timer);
    return waiting.delete(id);
  };
  // Whichever goes off first; a worker that does not load is not missed.
  const ring = () => {
    if (forget()) act();
  };
  const timer = setTimeout(ring, waitMs);
  waiting.set(id, ring);
  if (isHidden()) theWorker()?.postMessage({ id, waitMs }, []);
  return () => {
    if (!forget()) return;
    worker?.postMessage({ id, waitMs: null }, []);
    if (waiting.size > 0 || isHidden()) return;
    worker?.terminate();
    worker = null;
  };
}

/** Calls `act` each `waitMs` ms, on time also in the background, until `signal` says otherwise. */
export function keepPace(act: () => void, waitMs: number, signal: AbortSignal): void {
  if (signal.aborted) return;
  const next = (): (() => void) =>
    steadyTimeout(() => {
      callOff = next();
      act();
    }, waitMs);
  let callOff = next();
  signal.addEventListener("abort", () => callOff(), { once: true });
}
