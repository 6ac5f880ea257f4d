import "server-only";
import type { Clock } from "@/lib/server/clock";
import type { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import { Follower } from "@/lib/server/recorder/follower";
import type { Asked, LeaseKeeper } from "@/lib/server/recorder/lease-keeper";
import type { Publisher } from "@/lib/server/recorder/publisher";
import type { TaskWatcher } from "@/lib/server/recorder/task-watcher";
import type { Newest, Watch, WatchFailure } from "@/lib/server/recorder/watch";
import type { Fence, TaskKey } from "@/lib/server/store/leases";
import type { Store } from "@/lib/server/store/store";

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
  #isStopped = false;

  constructor(task: TaskKey, deps: Deps) {
    this.#task = task;
    this.taskId = task.taskId;
    this.#deps = deps;
    this.#follower = new Follower(task, deps);
    void this.claim();
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
    return this.#leader?.isStretched ?? false;
  }

  get isIdle(): boolean {
    return this.#isStopped || (this.#claiming === null && this.#present.isIdle);
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  look(): void {
    this.#present.look();
  }

  list(): void {
    this.#present.list();
  }

  follow(): void {
    this.#leader?.follow();
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
    await this.claim();
    return this.#leading?.watcher.ready();
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

  /** Tries to watch the task itself; one try at a time. A failure is kept, not thrown. */
  claim(): Promise<void> {
    if (this.#isStopped || this.#leading) return Promise.resolve();
    this.#claiming ??= this.#claimOnce()
      .catch((thrown: unknown) => void logFailure("a task could not be claimed", thrown))
      .finally(() => {
        this.#claiming = null;
      });
    return this.#claiming;
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

  async #claimOnce(): Promise<void> {
    const { keeper, publisher, lead } = this.#deps;
    const fence = await keeper.claim(this.#task);
    if (!fence) return;
    if (this.#isStopped) return keeper.release(this.#task, fence, false);
    const published = publisher.of(this.#task, fence);
    const tell = () => {
      published
        .tell(watcher)
        .catch((thrown: unknown) => logFailure("a sample could not be told", thrown));
    };
    const watcher = lead(fence, {
      onStopped: () => this.#onStopped(watcher),
      onSampled: () => this.#isAskedFor && tell(),
    });
    this.#leading = { watcher, fence, tell };
    keeper.hold(this.#task, {
      fence,
      onAsked: (asked) => this.#onAsked(asked),
      onLost: () => watcher.stop(),
      onRecovered: () => watcher.recover(),
    });
    const { audience } = this.#follower;
    if (audience === "looks") watcher.look();
    else if (audience === "lists") watcher.list();
    else watcher.follow();
  }

  /** Somebody looks at the task through another process. */
  #onAsked({ lookedMs, listedMs, wanted }: Asked): void {
    const leading = this.#leading;
    if (!leading) return;
    const isNew = !this.#isAskedFor;
    this.#askedUntilMonoMs = this.#deps.clock.monotonicMs() + Math.max(lookedMs, listedMs);
    if (lookedMs > 0) leading.watcher.look();
    else if (listedMs > 0) leading.watcher.list();
    if (isNew) leading.tell();
    if (wanted.length === 0) return;
    Promise.all(wanted.map((runId) => leading.watcher.consult(runId))).catch((thrown: unknown) =>
      logFailure("an older run could not be read", thrown),
    );
  }

  /** The key is gone here, or another process has taken over. */
  #onStopped(watcher: TaskWatcher): void {
    if (this.#leading?.watcher === watcher) this.#letGo(false);
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
