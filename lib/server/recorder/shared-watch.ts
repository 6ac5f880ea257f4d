import "server-only";
import type { Clock } from "@/lib/server/clock";
import type { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import { Follower } from "@/lib/server/recorder/follower";
import type { LeaseKeeper } from "@/lib/server/recorder/lease-keeper";
import type { Publisher } from "@/lib/server/recorder/publisher";
import type { TaskWatcher } from "@/lib/server/recorder/task-watcher";
import type { Newest, Watch, WatchFailure } from "@/lib/server/recorder/watch";
import type { Fence, TaskKey } from "@/lib/server/store/leases";
import type { Store } from "@/lib/server/store/store";

/** A process that watches is taken to go on for so long; one that ends is heard of otherwise. */
const REFUSED_MS = 5_000;

type Deps = {
  store: Store;
  clock: Clock;
  keeper: LeaseKeeper;
  publisher: Publisher;
  /** A watcher that writes under a lease. */
  lead(fence: Fence, events: { onStopped(): void; onSampled(): void }): TaskWatcher;
};

type Leading = { watcher: TaskWatcher; fence: Fence; tell(): void };

/**
 * A task on a store that several processes share: watched here while this process has its lease,
 * told from the store while another one has.
 */
export class SharedWatch implements Watch {
  readonly taskId: string;
  readonly #task: TaskKey;
  readonly #deps: Deps;
  readonly #follower: Follower;
  #leading: Leading | null = null;
  #claiming: Promise<void> | null = null;
  /** Until when others are told of each sample. */
  #askedUntilMonoMs = Number.NEGATIVE_INFINITY;
  /** When another process was last found to watch the task. */
  #refusedMonoMs = Number.NEGATIVE_INFINITY;
  #isStopped = false;

  constructor(task: TaskKey, deps: Deps) {
    this.#task = task;
    this.taskId = task.taskId;
    this.#deps = deps;
    this.#follower = new Follower(task, deps);
  }

  get version(): number {
    return this.#present.version;
  }

  get newest(): Newest | null {
    return this.#present.newest;
  }

  get failure(): WatchFailure | null {
    return this.#present.failure;
  }

  get observedAtMs(): number | null {
    return this.#present.observedAtMs;
  }

  get nextSampleAtMs(): number | null {
    return this.#present.nextSampleAtMs;
  }

  get isStretched(): boolean {
    return this.#present.isStretched;
  }

  get isIdle(): boolean {
    return this.#isStopped || (this.#claiming === null && this.#present.isIdle);
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  has(runId: string): boolean {
    return this.#leader?.has(runId) ?? this.#follower.newest?.runId === runId;
  }

  look(): void {
    this.#present.look();
    this.#tryToLead();
  }

  list(isTold = false): void {
    this.#present.list(isTold);
    this.#tryToLead();
  }

  async follow(): Promise<void> {
    await this.#claim();
    await this.#leader?.follow();
  }

  /** Lets another process take over, at once where there is more to watch. */
  stop(): void {
    if (this.#isStopped) return;
    const isOver = this.isIdle;
    this.#isStopped = true;
    this.#letGo(isOver);
  }

  async ready(): Promise<void> {
    await this.#claiming;
    if (this.#leader) return this.#leader.ready();
    await this.#follower.ready();
    if (this.#follower.isWatched) return;
    await this.#claim();
    const leading = this.#leading as Leading | null;
    // Lost to another process that asked at the same moment: what that one has to tell is told.
    return leading ? leading.watcher.ready() : this.#follower.ready();
  }

  settled(): Promise<void> {
    return this.#leader?.settled() ?? Promise.resolve();
  }

  async refresh(): Promise<void> {
    await this.#claiming;
    if (this.#leader) return this.#leader.refresh();
    return this.#follower.ready();
  }

  async adopt(runIds: string[]): Promise<void> {
    await this.#claiming;
    if (this.#leader) return this.#leader.adopt(runIds);
    return this.#follower.want(runIds);
  }

  async consult(runId: string): Promise<AppError | null> {
    await this.#claiming;
    return this.#present.consult(runId);
  }

  get #leader(): TaskWatcher | null {
    return this.#leading?.watcher ?? null;
  }

  get #present(): TaskWatcher | Follower {
    return this.#leader ?? this.#follower;
  }

  get #isAskedFor(): boolean {
    return this.#deps.clock.monotonicMs() < this.#askedUntilMonoMs;
  }

  /** Where no other process was seen to watch lately. */
  #tryToLead(): void {
    const isRefused = this.#deps.clock.monotonicMs() - this.#refusedMonoMs < REFUSED_MS;
    if (this.#leading || isRefused) return;
    this.#claim().catch((thrown: unknown) => void logFailure("a task cannot be claimed", thrown));
  }

  /** Tries to watch the task itself, once at a time. @throws AppError `store_unavailable` */
  #claim(): Promise<void> {
    if (this.#isStopped || this.#leading) return Promise.resolve();
    this.#claiming ??= this.#claimOnce().finally(() => {
      this.#claiming = null;
    });
    return this.#claiming;
  }

  async #claimOnce(): Promise<void> {
    const { keeper, publisher, lead } = this.#deps;
    const fence = await keeper.claim(this.#task);
    if (!fence) {
      this.#refusedMonoMs = this.#deps.clock.monotonicMs();
      return;
    }
    if (this.#isStopped) return keeper.release(this.#task, fence, false);
    const publish = publisher.of(this.#task, fence);
    const tell = () => publish(watcher);
    const watcher = lead(fence, {
      onStopped: () => this.#onStopped(watcher),
      onSampled: () => this.#isAskedFor && tell(),
    });
    this.#leading = { watcher, fence, tell };
    keeper.hold(this.#task, {
      fence,
      onLookers: (lookedMs, listedMs) => this.#onLookers(lookedMs, listedMs),
      onWanted: (runId) => watcher.consult(runId),
      onLost: () => watcher.stop(),
      onRecovered: () => watcher.recover(),
    });
    const { audience } = this.#follower;
    if (audience === "looks") watcher.look();
    else if (audience === "lists") watcher.list();
    else void watcher.follow();
  }

  /** Somebody looks at the task through another process. */
  #onLookers(lookedMs: number, listedMs: number): void {
    if (!this.#leading) return;
    const isNew = !this.#isAskedFor;
    this.#askedUntilMonoMs = this.#deps.clock.monotonicMs() + Math.max(lookedMs, listedMs);
    if (lookedMs > 0) this.#leading.watcher.look();
    else this.#leading.watcher.list();
    if (isNew) this.#leading.tell();
  }

  /** The key is gone here, or another process has taken over. */
  #onStopped(watcher: TaskWatcher): void {
    if (this.#leader === watcher) this.#letGo(false);
  }

  #letGo(isOver: boolean): void {
    const leading = this.#leading;
    this.#leading = null;
    this.#askedUntilMonoMs = Number.NEGATIVE_INFINITY;
    if (!leading) return;
    leading.watcher.stop();
    this.#deps.keeper.release(this.#task, leading.fence, isOver);
  }
}
