import "server-only";
import { randomUUID } from "node:crypto";
import type { Clock } from "@/lib/server/clock";
import { logFailure } from "@/lib/server/log-failure";
import type { Fence, TaskKey } from "@/lib/server/store/leases";
import type { Store } from "@/lib/server/store/store";

/** How often a process says that it lives, and hears what the others ask of it. */
const BEAT_MS = 700;
/** Silent for so long, a process is taken for gone: what it watched is free. */
const TTL_MS = 5_000;
/** It stops by itself this much earlier, so that two watch at once for a moment at most. */
const MARGIN_MS = 1_000;
/** Whoever has a list open says so again within this time. */
export const LIST_LASTS_MS = 12_000;
const ORPHANS_AT_ONCE = 50;

/** A task this process watches for all. */
export type Held = {
  fence: Fence;
  /** For how many more ms somebody elsewhere looks at it, or lists it. */
  onLookers(lookedMs: number, listedMs: number): void;
  /** Somebody elsewhere waits for an older run. */
  onWanted(runId: string): Promise<unknown>;
  /** Another process has taken over, or will. */
  onLost(): void;
  /** The store answers again after it did not. */
  onRecovered(): void;
};

type Grant = { owner: string; grant: string; taskId: string | null };

type Deps = {
  store: Store;
  clock: Clock;
  /** For whom it holds keys, by what right (a session's id, for one), and for which task alone. */
  grants(): Grant[];
  onGrantEnded(grant: Grant): void;
  /** A task whose process is gone. */
  onOrphan(task: TaskKey): void;
};

const idOf = ({ owner, taskId }: TaskKey): string => `${owner} ${taskId}`;
const taskOf = (row: { owner: string; task_id: string }): TaskKey => ({
  owner: row.owner,
  taskId: row.task_id,
});

/**
 * This process among others on one store. Each task is watched by one of them, under a lease that
 * ends when its process falls silent: on the database's clock there, on a monotonic one here.
 */
export class LeaseKeeper {
  readonly instance = randomUUID();
  readonly #deps: Deps;
  readonly #held = new Map<string, Held>();
  /** By owner: tasks on lists that are open here, watched elsewhere. */
  readonly #listed = new Map<string, Set<string>>();
  /** Older runs that are being read for others. */
  readonly #reading = new Set<string>();
  /** When the newest beat that reached the store in time was sent. */
  #beatMonoMs = Number.NEGATIVE_INFINITY;
  #beating: Promise<void> | null = null;
  #hasFailed = false;
  #isExchanging = false;
  #hasLeft = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Begins to beat, and to exchange news beside that: however long it takes, the beat goes on. */
  start(): void {
    void this.#beat().finally(() => {
      if (!this.#hasFailed && !this.#isExchanging) void this.#exchange();
      this.#deps.clock.after(BEAT_MS, () => this.start());
    });
  }

  /** Lets go of everything at once, for good. @throws AppError `store_unavailable` */
  async leave(): Promise<void> {
    this.#hasLeft = true;
    await this.#beating;
    this.#lose([...this.#held.values()]);
    await this.#deps.store.leases.leave(this.instance);
  }

  /** Whether what this process holds is certain to be still its own. */
  get isCurrent(): boolean {
    return !this.#hasLeft && !this.#isLate;
  }

  /**
   * Takes a task that nobody alive watches.
   * @returns null when somebody does
   * @throws AppError `store_unavailable`
   */
  async claim(task: TaskKey): Promise<Fence | null> {
    if (!this.isCurrent) await this.#beat();
    if (!this.isCurrent) return null;
    const fencing = await this.#deps.store.leases.acquire(task, this.instance);
    return fencing === null ? null : { holder: this.instance, fencing };
  }

  hold(task: TaskKey, held: Held): void {
    this.#held.set(idOf(task), held);
  }

  /** Lets go of a task; `isOver` when there is nothing left to watch. */
  release(task: TaskKey, fence: Fence, isOver: boolean): void {
    if (this.#held.get(idOf(task))?.fence === fence) this.#held.delete(idOf(task));
    // What is left behind is free as it is.
    if (this.#hasLeft) return;
    this.#deps.store.leases
      .release(task, fence, isOver)
      .catch((thrown: unknown) => void logFailure("a lease could not be released", thrown));
  }

  /** Tells whoever watches a task, with the next beat, that it is on a list here. */
  tellOfList({ owner, taskId }: TaskKey): void {
    const taskIds = this.#listed.get(owner) ?? new Set();
    this.#listed.set(owner, taskIds.add(taskId));
  }

  get #isLate(): boolean {
    return this.#deps.clock.monotonicMs() - this.#beatMonoMs >= TTL_MS - MARGIN_MS;
  }

  #beat(): Promise<void> {
    if (this.#hasLeft) return Promise.resolve();
    this.#beating ??= this.#beatOnce().finally(() => {
      this.#beating = null;
    });
    return this.#beating;
  }

  async #beatOnce(): Promise<void> {
    const { store, clock } = this.#deps;
    try {
      const sentMonoMs = clock.monotonicMs();
      const wasGone = await store.leases.beat(this.instance, TTL_MS);
      // Also where it was sent in time and got there late: the lease had ended by then.
      const wasLate = wasGone || this.#isLate;
      if (wasLate) await this.#dropLost();
      this.#beatMonoMs = sentMonoMs;
      const isBack = this.#hasFailed || wasLate;
      this.#hasFailed = false;
      if (isBack) for (const held of this.#held.values()) held.onRecovered();
    } catch (thrown) {
      if (!this.#hasFailed) logFailure("the other instances cannot be heard", thrown);
      this.#hasFailed = true;
    }
  }

  /** One that fails keeps no other from being heard. */
  async #exchange(): Promise<void> {
    this.#isExchanging = true;
    const outcomes = await Promise.allSettled([
      this.#endSessions(),
      this.#hearLookers(),
      this.#hearWanted(),
      this.#findOrphans(),
      this.#tellOfLists(),
    ]);
    this.#isExchanging = false;
    const failed = outcomes.find((outcome) => outcome.status === "rejected");
    if (failed) logFailure("news of other instances is missing", failed.reason);
  }

  /** It was silent for so long that others may have taken over. */
  async #dropLost(): Promise<void> {
    if (this.#held.size === 0) return;
    const rows = await this.#deps.store.leases.heldBy(this.instance);
    const mine = new Map(rows.map((row) => [idOf(taskOf(row)), Number(row.fencing)]));
    const lost = [...this.#held].filter(([id, { fence }]) => mine.get(id) !== fence.fencing);
    this.#lose(lost.map(([, held]) => held));
  }

  #lose(lost: Held[]): void {
    for (const [id, held] of this.#held) if (lost.includes(held)) this.#held.delete(id);
    for (const held of lost) held.onLost();
  }

  async #hearLookers(): Promise<void> {
    for (const row of await this.#deps.store.audience.lookers(this.instance)) {
      const held = this.#held.get(idOf(taskOf(row)));
      held?.onLookers(Number(row.looked_ms), Number(row.listed_ms));
    }
  }

  async #hearWanted(): Promise<void> {
    for (const row of await this.#deps.store.audience.wanted(this.instance)) {
      const task = taskOf(row);
      const held = this.#held.get(idOf(task));
      const id = `${idOf(task)} ${row.run_id}`;
      if (!held || this.#reading.has(id)) continue;
      this.#reading.add(id);
      held
        .onWanted(row.run_id)
        .then(() => this.#deps.store.audience.answer(task, row.run_id))
        .catch((thrown: unknown) => void logFailure("an older run could not be read", thrown))
        .finally(() => this.#reading.delete(id));
    }
  }

  /** Whoever signed out elsewhere has signed out here. */
  async #endSessions(): Promise<void> {
    const { store, grants, onGrantEnded } = this.#deps;
    const sessions = grants().filter(({ taskId }) => taskId === null);
    const bySid = new Map(sessions.map((held) => [held.grant, held]));
    for (const sid of await store.sessions.endedOf([...bySid.keys()])) {
      const held = bySid.get(sid);
      if (held) onGrantEnded(held);
    }
  }

  async #findOrphans(): Promise<void> {
    const { store, grants, onOrphan } = this.#deps;
    const held = grants();
    const owners = new Set(held.flatMap(({ owner, taskId }) => (taskId === null ? [owner] : [])));
    const tasks = held.flatMap(({ owner, taskId }) => (taskId === null ? [] : [{ owner, taskId }]));
    for (const row of await store.leases.orphans([...owners], tasks, ORPHANS_AT_ONCE)) {
      onOrphan(taskOf(row));
    }
  }

  async #tellOfLists(): Promise<void> {
    const listed = [...this.#listed];
    this.#listed.clear();
    for (const [owner, taskIds] of listed) {
      await this.#deps.store.audience.list(owner, [...taskIds], LIST_LASTS_MS);
    }
  }
}
