import "server-only";
import type { Clock } from "@/lib/server/clock";

/**
 * Measures a wait, without the time in which nobody could have been waiting.
 * @returns what tells how many ms have passed so far
 */
export function stopwatch({ clock, pulse }: { clock: Clock; pulse: Pulse }): () => number {
  const fromMs = clock.monotonicMs();
  const stoodMs = pulse.stoodStillMs;
  return () => Math.max(0, clock.monotonicMs() - fromMs - (pulse.stoodStillMs - stoodMs));
}

const BEAT_MS = 1_000;
/** A beat that is late by less is a busy moment. */
const SLACK_MS = 1_000;

/**
 * For how long this process stood still: suspended, or too busy to do anything. Time that went by
 * like that was not spent waiting for anybody.
 */
export class Pulse {
  readonly #clock: Clock;
  #beatMs: number;
  #stoodMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#beatMs = clock.monotonicMs();
    this.#beat();
  }

  /** In all since the process began, in ms. */
  get stoodStillMs(): number {
    return this.#stoodMs + this.#overdueMs;
  }

  get #overdueMs(): number {
    const lateMs = this.#clock.monotonicMs() - this.#beatMs - BEAT_MS;
    return lateMs > SLACK_MS ? lateMs : 0;
  }

  #beat(): void {
    this.#stoodMs += this.#overdueMs;
    this.#beatMs = this.#clock.monotonicMs();
    this.#clock.after(BEAT_MS, () => this.#beat());
  }
}
