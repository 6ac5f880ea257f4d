import "server-only";
import type { ErrorCode } from "@/lib/contract/errors";
import type { RawStatus, UpstreamSample } from "@/lib/contract/upstream";
import type { AppError } from "@/lib/server/errors";

/** The newest run of a task, and the newest sample of it where this process has one. */
export type Newest = { runId: string; sample: UpstreamSample | null; raw: RawStatus | null };

export type WatchFailure = { code: ErrorCode; retryAfterMs: number | null };

/** What everybody who looks at a task is given, whichever process watches it. */
export type Watch = {
  readonly taskId: string;
  /** Another number whenever there may be something else to tell. */
  readonly version: number;
  /** Null while the task has no run, or none was read yet. */
  readonly newest: Newest | null;
  /** Why the newest sample could not be taken; null when it was. */
  readonly failure: WatchFailure | null;
  /** Epoch ms; null before the first sample. */
  readonly observedAtMs: number | null;
  /** Epoch ms at which the next sample is due; null when none will be made. */
  readonly nextSampleAtMs: number | null;
  /** Samples come further apart than whoever looks is used to, because so much is watched. */
  readonly isStretched: boolean;
  /** Nothing keeps it: no run going on, nothing due. */
  readonly isIdle: boolean;
  /** For good. */
  readonly isStopped: boolean;

  /** Whether a run is in hand: what is recorded of it may still grow. */
  has(runId: string): boolean;
  /** Somebody looks at the run now. */
  look(): void;
  /**
   * The task is on a list that somebody looks at.
   * @param isTold whether the list tells of failures, and of samples that come late
   */
  list(isTold?: boolean): void;
  /**
   * Nobody looks, and its runs are to be followed to their end.
   * @throws AppError `store_unavailable`
   */
  follow(): Promise<void>;
  stop(): void;
  /**
   * Resolves once there is something to tell: a sample, a failure, or an end that was stored.
   * @throws AppError `store_unavailable`
   */
  ready(): Promise<void>;
  /** Resolves when no sample is due or under way. */
  settled(): Promise<void>;
  /** Looks again at once, unless that was just done: there may be a newer run. */
  refresh(): Promise<void>;
  /** Has the ends of older runs looked for, too. */
  adopt(runIds: string[]): Promise<void>;
  /**
   * Reads how an older run stands, unless that was done lately.
   * @returns why it could not be read; null when it was
   */
  consult(runId: string): Promise<AppError | null>;
};
