import type { Clock } from "@/lib/server/clock";

type Timer = { dueMs: number; callback: () => void };

/** Lets everything that is ready to run do so: promises, and what they start in turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A clock that moves only when told to. */
export class FakeClock implements Clock {
  #nowMs: number;
  /** Wall time minus monotonic time: moved by those who set clocks. */
  #offsetMs: number;
  readonly #timers = new Set<Timer>();

  constructor(startMs = Date.parse("2026-01-01T00:00:00Z")) {
    this.#nowMs = 0;
    this.#offsetMs = startMs;
  }

  now(): number {
    return this.#offsetMs + this.#nowMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { dueMs: this.#nowMs + Math.max(0, ms), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Resolves after a time on this clock. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Moves on, running what falls due in order and letting it finish. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settle();
    for (;;) {
      const due = [...this.#timers]
        .filter((timer) => timer.dueMs <= endMs)
        .toSorted((a, b) => a.dueMs - b.dueMs)[0];
      if (!due) break;
      this.#timers.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.dueMs);
      due.callback();
      await settle();
    }
    this.#nowMs = endMs;
  }

  /** Time goes by in which this process does nothing: it is suspended. */
  standStill(ms: number): void {
    this.#nowMs += ms;
  }

  /** Sets the wall clock off, as an administrator would. */
  jump(ms: number): void {
    this.#offsetMs += ms;
  }
}
