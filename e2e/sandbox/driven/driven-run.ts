/** A run that an agent drives: what it shows is what the agent says, when it says it. */
import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import type { RunOptions } from "../run.ts";
import { Run } from "../run.ts";
import type { Cast } from "./cast.ts";
import { GaveUp } from "./gave-up.ts";
import type { Memory } from "./memory.ts";
import { untilAborted } from "./until-aborted.ts";

export type Tool = { name: string; parameters: Record<string, unknown> };

type Question = { take: (answer: unknown) => void };

export class DrivenRun extends Run {
  readonly task: string;
  /** The live picture while the browser is open. */
  cast: Cast | null = null;
  page: Page | null = null;
  /** The GIF of the run, once it is made. */
  recording: Buffer | null = null;
  /** The browser's process while it is open, where that can be told. */
  browserPid: number | null = null;
  /** The most its browser took, where that can be told. */
  memory: Memory | null = null;
  readonly #stop = new AbortController();
  #question: Question | null = null;

  constructor(options: RunOptions & { task: string }) {
    super(options);
    this.task = options.task;
  }

  /** Aborted when somebody stops the run. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  /** Waiting its turn. */
  queue(words: string): void {
    this.#present({ status: "scheduled", detailedStatus: words });
  }

  /** What the agent does now, in words for people. */
  say(words: string): void {
    this.#present({ status: "running", detailedStatus: words });
  }

  /** The browser is open, and can be watched. */
  open({ page, cast, pid }: { page: Page; cast: Cast; pid: number | null }): void {
    this.page = page;
    this.cast = cast;
    this.browserPid = pid;
    this.#present({ liveStatus: this.liveUrl });
  }

  /** The browser has closed; the run may go on (upstream.md point 10). */
  close(): void {
    this.page = null;
    this.cast = null;
    this.browserPid = null;
    if (this.data.liveStatus !== null) this.#present({ liveStatus: "" });
  }

  /**
   * Asks and waits for the answer; the words before the question come back after it.
   * @param waiting what else may end the question, such as a person at the browser itself
   * @returns the answer as it was given; null when `waiting` ended the question
   * @throws GaveUp when nobody answers within `limitMs`
   */
  async ask(tool: Tool, limitMs: number, waiting: Promise<unknown>): Promise<unknown> {
    const before = this.data.detailedStatus;
    const answered = new Promise<unknown>((resolve) => {
      this.#question = { take: resolve };
    });
    const toolCall = { toolCallId: randomUUID(), tool };
    this.#present({ detailedStatus: "tool_call", toolCall });
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new GaveUp(unanswered(tool, limitMs))), limitMs);
    });
    const stop = untilAborted(this.stopped, this);
    stop.catch(() => {});
    try {
      return await Promise.race([answered, tooLate, stop, waiting.then(() => null)]);
    } finally {
      clearTimeout(timer);
      this.#question = null;
      this.#present({ detailedStatus: before, toolCall: null });
    }
  }

  override answer(value: unknown): void {
    // What people type may be a password: that it came is kept, what it said is not.
    this.answers.push("(not kept)");
    this.#question?.take(value);
  }

  /** What was found so far; the dialects show it as they do. */
  found(dataTable: Record<string, unknown>[]): void {
    if (!this.ended) this.result = { ...this.result, dataTable };
  }

  complete(output: string | null): void {
    this.#end("completed", output === null ? {} : { output });
  }

  fail(reason: string): void {
    this.#end("error", { error: reason });
  }

  override abort(nowMs: number): void {
    if (this.ended) return;
    super.abort(nowMs);
    this.#stop.abort(new Error("The run was stopped."));
  }

  #end(status: "completed" | "error", told: Record<string, unknown>): void {
    if (this.ended) return;
    this.result = { dataTable: [], ...this.result, ...told };
    this.#present({ status, detailedStatus: status, toolCall: null });
  }

  #present(changes: Record<string, unknown>): void {
    if (!this.ended) this.show({ ...this.data, ...changes }, Date.now());
  }
}

const unanswered = (tool: Tool, limitMs: number): string => {
  const minutes = Math.round(limitMs / 60_000);
  const time =
    minutes >= 1
      ? `${minutes} minute${minutes === 1 ? "" : "s"}`
      : `${Math.round(limitMs / 1_000)} s`;
  return `Nobody answered “${String(tool.parameters.heading)}” within ${time}.`;
};
