import "server-only";
import { LRUCache } from "lru-cache";
import type { CreatedTask } from "@/lib/contract/actions";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import { Catalogue } from "@/lib/server/recorder/catalogue";
import { Gate } from "@/lib/server/recorder/gate";
import { RecordingAsks } from "@/lib/server/recorder/recording-asks";
import type { Watch } from "@/lib/server/recorder/watch";
import type { PathForms } from "@/lib/server/upstream/call";
import type { Store } from "@/lib/server/store/store";

/** Upstream calls a second for lists, and for the runs on them. */
const LIST_CALLS_PER_SECOND = 6;
/** The same for runs that nobody looks at: about 200 of them keep their pace. */
const UNSEEN_CALLS_PER_SECOND = 30;
/** However many look at a list of runs, it is read this often. */
export const RUNS_FRESH_MS = 5_000;
/** What was looked for in vain is not looked for again at once. */
const MISSING_MS = 5_000;
/** A run that is new is found as its task's newest; an old one does not turn up later. */
const MISSING_RUN_MS = 60_000;
const GIVEN_UP_MS = 3_600_000;

/** Remembers runs whose results are not asked for any more, longer than a watcher lives. */
export type GivenUp = Pick<Desk["givenUp"], "has" | "set">;

/** What was asked for under a key, and how it will have gone. */
type Creating = { bodyHash: string; outcome: Promise<CreatedTask> };

/** A page of a task's runs as it was last read. */
export type RunsRead = {
  ids: string[];
  total: number | null;
  observedAtMs: number | null;
  error: AppError | null;
};

/** All that is in hand for one owner while Runboard holds a key for them. */
export class Desk {
  readonly catalogue: Catalogue;
  readonly gate: Gate;
  readonly unseenGate: Gate;
  /** What is known of how the server wants to be asked. */
  readonly forms: PathForms = { byPath: false };
  /** Tasks that are being created, by the client's idempotency key. */
  readonly creating = new Map<string, Creating>();
  readonly watchers = new Map<string, Watch>();
  readonly runsReads = new LRUCache<string, Promise<RunsRead>>({ max: 500, ttl: RUNS_FRESH_MS });
  /** Tasks that are being looked for. */
  readonly lookups = new Map<string, Promise<void>>();
  readonly missingTasks = new LRUCache<string, true>({ max: 500, ttl: MISSING_MS });
  /** By task and run id. */
  readonly missingRuns = new LRUCache<string, true>({ max: 500, ttl: MISSING_RUN_MS });
  /** Runs, by id, whose results told nothing for so long that they are left alone for a while. */
  readonly givenUp = new LRUCache<string, true>({ max: 1_000, ttl: GIVEN_UP_MS });
  readonly recordings: RecordingAsks;
  readonly #clock: Clock;
  #heldUntilMonoMs = Number.NEGATIVE_INFINITY;

  constructor(owner: string, store: Store, clock: Clock) {
    this.#clock = clock;
    this.catalogue = new Catalogue(owner, store, clock);
    this.recordings = new RecordingAsks(clock);
    this.gate = new Gate(clock, LIST_CALLS_PER_SECOND);
    this.unseenGate = new Gate(clock, UNSEEN_CALLS_PER_SECOND);
  }

  /** The server asked for no calls with this key for a while; that goes for all of them. */
  hold(ms: number): void {
    const untilMs = this.#clock.monotonicMs() + ms;
    this.#heldUntilMonoMs = Math.max(this.#heldUntilMonoMs, untilMs);
  }

  /** @throws AppError `rate_limited` while the server is to be left alone */
  refuseWhileHeld(): void {
    const retryAfterMs = Math.ceil(this.#heldUntilMonoMs - this.#clock.monotonicMs());
    if (retryAfterMs <= 0) return;
    const cause = new Error("the server asked to wait, and it is not time yet");
    throw new AppError("rate_limited", { retryAfterMs, cause });
  }
}
