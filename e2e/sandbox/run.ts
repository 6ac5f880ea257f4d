/** One run as its server tells of it: its present, and the log of what it was before. */
import { randomUUID } from "node:crypto";
import type { Dialect, SampleData } from "./script.ts";
import { beforeFirst, inDialect } from "./script.ts";

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
  /** Epoch ms of the create call. */
  startMs: number;
};

export abstract class Run {
  readonly id: string;
  readonly startMs: number;
  readonly log: TrueTransition[] = [];
  readonly answers: unknown[] = [];
  /** Whoever knows it sees the live page, so it cannot be guessed from what the API tells. */
  readonly liveId = randomUUID();
  readonly liveUrl: string;
  /** Clicks that reached the live page. */
  clicks = 0;
  /** When the run first had a status: the moment it is listed. Null before. */
  appearedAtMs: number | null = null;
  result: Record<string, unknown> = {};
  gif: Record<string, unknown> | undefined;
  data: SampleData;
  readonly #dialect: Dialect;

  constructor({ dialect, liveOrigin, startMs }: RunOptions) {
    this.id = dialect === "stock" ? randomUUID() : `run_${randomUUID().replaceAll("-", "")}`;
    this.liveUrl = `${liveOrigin}/live/${this.liveId}`;
    this.startMs = startMs;
    this.data = beforeFirst(dialect);
    this.#dialect = dialect;
    this.show(this.data, startMs);
  }

  get ended(): boolean {
    return this.data.status === "completed" || this.data.status === "error";
  }

  /** When the present state began, epoch ms. */
  get sinceMs(): number {
    return this.log.at(-1)?.at ?? this.startMs;
  }

  /** Brings the run to the present. */
  settle(_nowMs: number): this {
    return this;
  }

  /** Ends the run as a stop call does (upstream.md point 14). */
  abort(nowMs: number): void {
    this.show({ status: "error", detailedStatus: "error", toolCall: null, liveStatus: "" }, nowMs);
    this.result = { ...this.result, error: "API abort" };
    this.gif = { status: "error", error: "API abort" };
  }

  /** Takes an answer to the open question and goes on behind it. */
  abstract answer(value: unknown, nowMs: number): void;

  protected show(raw: SampleData, at: number): void {
    this.data = inDialect(raw, this.#dialect, this.liveUrl);
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
