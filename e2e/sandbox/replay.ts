/** One run, replayed: no timers, its present follows from the clock whenever somebody asks. */
import { randomUUID } from "node:crypto";
import type { Dialect, Sample, SampleData, Script } from "./script.ts";
import { beforeFirst, inDialect } from "./script.ts";
import { end, step } from "./steps.ts";

const MAX_LOG = 20_000;

export type TrueTransition = {
  /** Epoch ms. */
  at: number;
  status: unknown;
  detailedStatus: unknown;
  toolCallId: unknown;
  live: boolean;
};

export type RunOptions = {
  dialect: Dialect;
  liveOrigin: string;
  script: Script;
  /** Epoch ms of the create call that the script's offsets count from. */
  startMs: number;
  speed?: number;
  manual?: boolean;
};

/** How a run goes on behind an answer when its script does not say. */
const AFTER_ANSWER: Sample[] = [
  step(0, "Processing browser agent", ""),
  step(1_250, "Learning from the work so far", ""),
  end(3_700, "completed"),
];

export class Run {
  readonly id: string;
  readonly startMs: number;
  readonly log: TrueTransition[] = [];
  readonly answers: unknown[] = [];
  readonly liveUrl: string;
  /** Clicks that reached the live page. */
  clicks = 0;
  /** When the run first had a status: the moment it is listed. Null before. */
  appearedAtMs: number | null = null;
  result: Record<string, unknown>;
  gif: Record<string, unknown> | undefined;
  data: SampleData;
  index = -1;
  #samples: Sample[];
  #loop: Script["loop"];
  #baseMs: number;
  #halted: boolean;
  readonly #options: RunOptions;

  constructor(options: RunOptions) {
    const { dialect, script, startMs, manual = false } = options;
    this.id = dialect === "stock" ? randomUUID() : `run_${randomUUID().replaceAll("-", "")}`;
    this.liveUrl = `${options.liveOrigin}/live/${this.id}`;
    this.startMs = startMs;
    this.result = script.result;
    this.gif = script.gif;
    this.data = beforeFirst(dialect);
    this.#options = options;
    this.#samples = script.samples;
    this.#loop = script.loop;
    this.#baseMs = startMs;
    this.#halted = manual;
    this.#show(this.data, startMs);
    if (manual) this.advance(1, startMs);
  }

  get length(): number {
    return this.#samples.length;
  }

  get ended(): boolean {
    return this.data.status === "completed" || this.data.status === "error";
  }

  /** When the present state began, epoch ms. */
  get sinceMs(): number {
    return this.log.at(-1)?.at ?? this.startMs;
  }

  /** Plays everything that is due at `nowMs`, each at the time it was due. */
  settle(nowMs: number): this {
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
    this.settle(nowMs);
    this.#halted = true;
    this.#show({ ...this.data, ...values }, nowMs);
  }

  /** Ends the run as a stop call does (upstream.md point 14). */
  abort(nowMs: number): void {
    this.set({ status: "error", detailedStatus: "error", toolCall: null, liveStatus: "" }, nowMs);
    this.result = { ...this.result, error: "API abort" };
    this.gif = { status: "error", error: "API abort" };
  }

  /** Takes an answer to the open question and goes on behind it. */
  answer(value: unknown, nowMs: number): void {
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
    this.#show(sample.data, atMs);
  }

  #show(raw: SampleData, at: number): void {
    this.data = inDialect(raw, this.#options.dialect, this.liveUrl);
    const { status, detailedStatus, toolCall, liveStatus } = this.data;
    if (status !== null && this.appearedAtMs === null) this.appearedAtMs = at;
    const toolCallId =
      typeof toolCall === "object" && toolCall !== null && "toolCallId" in toolCall
        ? toolCall.toolCallId
        : null;
    const live = typeof liveStatus === "string" && liveStatus !== "";
    const last = this.log.at(-1);
    const same =
      last !== undefined &&
      last.status === status &&
      last.detailedStatus === detailedStatus &&
      last.toolCallId === toolCallId &&
      last.live === live;
    if (!same) this.log.push({ at, status, detailedStatus, toolCallId, live });
    if (this.log.length > MAX_LOG) this.log.splice(0, MAX_LOG / 2);
  }
}
