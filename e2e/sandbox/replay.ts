/** A run that replays a script: no timers, its present follows from the clock whenever somebody asks. */
import type { RunOptions } from "./run.ts";
import { Run } from "./run.ts";
import type { Sample, SampleData, Script } from "./script.ts";
import { end, step } from "./steps.ts";

export type ReplayOptions = RunOptions & {
  /** Its offsets count from `startMs`. */
  script: Script;
  speed?: number;
  manual?: boolean;
};

/** How a run goes on behind an answer when its script does not say. */
const AFTER_ANSWER: Sample[] = [
  step(0, "Processing browser agent", ""),
  step(1_250, "Learning from the work so far", ""),
  end(3_700, "completed"),
];

export class Replay extends Run {
  index = -1;
  #samples: Sample[];
  #loop: Script["loop"];
  #baseMs: number;
  #halted: boolean;
  readonly #options: ReplayOptions;

  constructor(options: ReplayOptions) {
    super(options);
    const { script, startMs, manual = false } = options;
    this.result = script.result;
    this.gif = script.gif;
    this.#options = options;
    this.#samples = script.samples;
    this.#loop = script.loop;
    this.#baseMs = startMs;
    this.#halted = manual;
    if (manual) this.advance(1, startMs);
  }

  get length(): number {
    return this.#samples.length;
  }

  /** Plays everything that is due at `nowMs`, each at the time it was due. */
  override settle(nowMs: number): this {
    while (!this.#halted) {
      const next = this.#next();
      if (next === null || next.dueMs > nowMs) break;
      this.#take(next.index, next.dueMs);
    }
    return this;
  }

  /** Moves on by hand; the run no longer follows the clock. */
  advance(steps: number, nowMs: number): void {
    this.#halted = true;
    for (let step = 0; step < steps; step += 1) {
      const next = this.#next();
      if (next === null) return;
      this.#take(next.index, nowMs);
    }
  }

  /** Sets the present raw values; the run no longer follows the clock. */
  set(values: SampleData, nowMs: number): void {
    this.#halt(nowMs);
    this.show({ ...this.data, ...values }, nowMs);
  }

  override abort(nowMs: number): void {
    this.#halt(nowMs);
    super.abort(nowMs);
  }

  override answer(value: unknown, nowMs: number): void {
    this.answers.push(value);
    const { script, manual = false } = this.#options;
    this.#samples = script.afterAnswer?.samples ?? AFTER_ANSWER;
    this.result = script.afterAnswer?.result ?? {};
    this.index = -1;
    this.#loop = undefined;
    this.#baseMs = nowMs;
    this.#halted = manual;
    if (manual) this.#take(0, nowMs);
    else this.settle(nowMs);
  }

  #halt(nowMs: number): void {
    this.settle(nowMs);
    this.#halted = true;
  }

  #next(): { index: number; dueMs: number } | null {
    const speed = this.#options.speed ?? 1;
    const following = this.#samples[this.index + 1];
    if (following) return { index: this.index + 1, dueMs: this.#baseMs + following.atMs / speed };
    const loop = this.#loop;
    const last = this.#samples.at(-1);
    if (!loop || !last || this.#samples[loop.from] === undefined) return null;
    return { index: loop.from, dueMs: this.#baseMs + (last.atMs + loop.everyMs) / speed };
  }

  #take(index: number, atMs: number): void {
    const sample = this.#samples[index];
    if (!sample) return;
    if (index <= this.index) this.#baseMs = atMs - sample.atMs / (this.#options.speed ?? 1);
    this.index = index;
    this.show(sample.data, atMs);
  }
}
