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
/** It stops by itself this much earlier, so that two never watch at once. */
const MARGIN_MS = 1_000;
const ORPHANS_AT_ONCE = 100;

/** What others ask of whoever watches a task. */
export type Asked = { lookedMs: number; listedMs: number; wanted: string[] };

/** A task this process watches for all. */
export type Held = {
  fence: Fence;
  onAsked(asked: Asked): void;
  /** Another process has taken over. */
  onLost(): void;
  /** The store answers again after it did not. */
  onRecovered(): void;
};

type Grant = { owner: string; grant: string };

type Deps = {
  store: Store;
  clock: Clock;
  /** For whom it holds keys, and by what right: a session's id, for one. */
  grants(): Grant[];
  onGrantEnded(grant: Grant): void;
  /** A task whose process is gone. */
  onOrphan(task: TaskKey): void;
};

const idOf = ({ owner, taskId }: TaskKey): string => `${owner} ${taskId}`;

/**
 * This process among others on one store. Each task is watched by one of them, under a lease that
 * ends when its process falls silent; distances are measured on the database's clock there, and on
 * a monotonic one here. Nothing is decided by a wall clock of this machine.
 */
export class LeaseKeeper {
  readonly instance = randomUUID();
  readonly #deps: Deps;
  readonly #held = new Map<string, Held>();
  /** When the newest beat that reached the store was sent. */
  #beatMonoMs = Number.NEGATIVE_INFINITY;
  #beating: Promise<void> | null = null;
  #hasFailed = false;
  #hasLeft = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Begins to beat. */
  start(): void {
    void this.#beat().finally(() => this.#deps.clock.after(BEAT_MS, () => this.start()));
  }

  /** Lets go of everything at once, for good. @throws AppError `store_unavailable` */
  async leave(): Promise<void> {
    this.#hasLeft = true;
    await this.#beating;
    await this.#deps.store.leases.leave(this.instance);
  }

  /** Whether what this process holds is certain to be still its own. */
  get isCurrent(): boolean {
    return !this.#hasLeft && this.#deps.clock.monotonicMs() - this.#beatMonoMs < TTL_MS - MARGIN_MS;
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
    this.#deps.store.leases
      .release(task, fence, isOver)
      .catch((thrown: unknown) => logFailure("a lease could not be released", thrown));
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
      await store.leases.beat(this.instance, TTL_MS);
      const wasLate = sentMonoMs - this.#beatMonoMs >= TTL_MS - MARGIN_MS;
      if (wasLate) await this.#dropLost();
      this.#beatMonoMs = sentMonoMs;
      await this.#listen();
      await this.#endSessions();
      await this.#findOrphans();
      if (this.#hasFailed || wasLate) for (const held of this.#held.values()) held.onRecovered();
      this.#hasFailed = false;
    } catch (thrown) {
      if (!this.#hasFailed) logFailure("the other instances cannot be heard", thrown);
      this.#hasFailed = true;
    }
  }

  /** It was silent for so long that others may have taken over. */
  async #dropLost(): Promise<void> {
    if (this.#held.size === 0) return;
    const rows = await this.#deps.store.leases.heldBy(this.instance);
    const mine = new Map(
      rows.map((row) => [idOf({ owner: row.owner, taskId: row.task_id }), Number(row.fencing)]),
    );
    for (const [id, held] of this.#held) {
      if (mine.get(id) === held.fence.fencing) continue;
      this.#held.delete(id);
      held.onLost();
    }
  }

  async #listen(): Promise<void> {
    for (const row of await this.#deps.store.leases.asked(this.instance)) {
      const task = { owner: row.owner, taskId: row.task_id };
      const held = this.#held.get(idOf(task));
      if (!held) continue;
      const wanted = row.wanted === null ? [] : (JSON.parse(row.wanted) as string[]);
      held.onAsked({ lookedMs: Number(row.looked_ms), listedMs: Number(row.listed_ms), wanted });
      if (wanted.length > 0) await this.#deps.store.leases.answered(task, held.fence);
    }
  }

  /** Whoever signed out elsewhere has signed out here. */
  async #endSessions(): Promise<void> {
    const { store, grants, onGrantEnded } = this.#deps;
    const bySid = new Map(grants().map((held) => [held.grant, held]));
    for (const sid of await store.sessions.endedOf([...bySid.keys()])) {
      const held = bySid.get(sid);
      if (held) onGrantEnded(held);
    }
  }

  async #findOrphans(): Promise<void> {
    const { store, grants, onOrphan } = this.#deps;
    const owners = new Set(grants().map(({ owner }) => owner));
    const rows = await store.leases.orphans([...owners], ORPHANS_AT_ONCE);
    for (const { owner, task_id } of rows) onOrphan({ owner, taskId: task_id });
  }
}
