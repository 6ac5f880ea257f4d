import "server-only";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import { causeText, log } from "@/lib/server/log";
import { logFailure } from "@/lib/server/log-failure";
import { Desk } from "@/lib/server/recorder/desk";
import { Keyring } from "@/lib/server/recorder/keyring";
import { LeaseKeeper } from "@/lib/server/recorder/lease-keeper";
import { Publisher } from "@/lib/server/recorder/publisher";
import { Pulse, stopwatch } from "@/lib/server/recorder/pulse";
import { Resumption } from "@/lib/server/recorder/resumption";
import { SharedWatch } from "@/lib/server/recorder/shared-watch";
import { TaskWatcher } from "@/lib/server/recorder/task-watcher";
import type { Watch } from "@/lib/server/recorder/watch";
import type { Hooks } from "@/lib/server/recorder/watcher-deps";
import type { SealBox } from "@/lib/server/seal-box";
import type { Fence, TaskKey } from "@/lib/server/store/leases";
import type { Store } from "@/lib/server/store/store";
import type { RunKey } from "@/lib/server/store/transitions";
import { retryAfterMs } from "@/lib/server/upstream/answer";
import { type UpstreamClient, upstreamClient } from "@/lib/server/upstream/client";
import type { Transport, Urgency } from "@/lib/server/upstream/transport";

const SWEEP_MS = 30_000;
/** The task's own status need not be read more often than this for the sake of several runs. */
const RECHECK_MS = 1_000;

/** What a process needs that shares its store with others. */
type Shared = { keeper: LeaseKeeper; publisher: Publisher };

/**
 * Watches runs: one poller per task, however many viewers, tabs, clients or processes. The timeline
 * is what it saw; everybody else reads its newest sample and the store.
 */
export class Recorder {
  readonly keyring: Keyring;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #transport: Transport;
  readonly #shared: Shared | null;
  readonly #resumption: Resumption;
  readonly #pulse: Pulse;
  readonly #desks = new Map<string, Desk>();

  /** @param box keeps samples from whoever reads a shared store; null for a store of its own */
  constructor(store: Store, clock: Clock, transport: Transport, box: SealBox | null = null) {
    this.#store = store;
    this.#clock = clock;
    this.#transport = transport;
    this.#pulse = new Pulse(clock);
    this.keyring = new Keyring(clock, (owner) => this.#resumption.add(owner));
    this.#resumption = new Resumption({
      store,
      clock,
      isHeld: (owner) => this.keyring.get(owner) !== null,
      follow: (owner, taskId) => this.watch(owner, taskId).follow(),
    });
    this.#shared = box && { keeper: this.#keeper(), publisher: new Publisher(store, clock, box) };
    this.#shared?.keeper.start();
    this.#sweepLater();
  }

  /**
   * The upstream for an owner; null when Runboard holds no key for them.
   * @param reason for which task it is asked, and under which lease; null for all there is
   */
  client(
    owner: string,
    hooks: Partial<Hooks> = {},
    reason: { taskId: string; fence: Fence | null } | null = null,
  ): UpstreamClient | null {
    const { taskId, fence } = reason ?? { taskId: null, fence: null };
    const key = this.keyring.get(owner, taskId);
    if (!key) return null;
    const desk = this.desk(owner);
    const { isOver = () => false } = hooks;
    // While a call waits, the server may refuse the key, or its holder sign out.
    const refuse = () => {
      if (!this.keyring.get(owner, taskId) || isOver()) throw new AppError("signed_out");
      desk.refuseWhileHeld();
      this.#refuseWhileCutOff(fence);
    };
    const transport: Transport = async (request) => {
      await hooks.pass?.();
      refuse();
      const queuedMs = stopwatch({ clock: this.#clock, pulse: this.#pulse });
      const onStart = () => {
        hooks.queued?.(queuedMs());
        refuse();
      };
      const answer = await this.#transport({ ...request, urgency: hooks.urgency?.(), onStart });
      if (isOver()) throw new AppError("signed_out");
      const askedMs = answer.status === 429 && retryAfterMs(answer.retryAfter, this.#clock.now());
      if (askedMs) desk.hold(askedMs);
      return answer;
    };
    return upstreamClient(transport, this.#clock, key.upstream, key.apiKey, desk.forms);
  }

  desk(owner: string): Desk {
    const desk = this.#desks.get(owner) ?? new Desk(owner, this.#store, this.#clock);
    this.#desks.set(owner, desk);
    return desk;
  }

  /** The one watch over a task. */
  watch(owner: string, taskId: string): Watch {
    const { watchers } = this.desk(owner);
    const known = watchers.get(taskId);
    if (known && !known.isStopped) return known;
    const task = { owner, taskId };
    const watch = this.#shared
      ? this.#sharedWatch(task, this.#shared)
      : this.#watcher(task, null, {});
    watchers.set(taskId, watch);
    return watch;
  }

  /** Whether this process has a run in hand. */
  isWatched({ owner, taskId, runId }: RunKey): boolean {
    return this.#desks.get(owner)?.watchers.get(taskId)?.has(runId) ?? false;
  }

  /**
   * Stops everything for a key that its server no longer accepts: ends its sessions, and pauses its
   * links.
   */
  async forgetKey(owner: string): Promise<void> {
    this.keyring.drop(owner);
    this.#close(owner);
    const now = this.#clock.now();
    await Promise.all([
      this.#store.sessions.endOfOwner(owner, now),
      this.#store.shares.pauseOfOwner(owner, now),
    ]);
  }

  /** How many tasks have a run that is being followed. */
  get watchedRuns(): number {
    const watches = [...this.#desks.values()].flatMap(({ watchers }) => [...watchers.values()]);
    return watches.filter(({ isIdle }) => !isIdle).length;
  }

  /** Before the process ends: other processes take over at once. */
  async leave(): Promise<void> {
    await this.#shared?.keeper.leave();
  }

  #watcher(
    { owner, taskId }: TaskKey,
    fence: Fence | null,
    events: { onStopped?(): void; onSampled?(): void },
  ): TaskWatcher {
    const desk = this.desk(owner);
    return new TaskWatcher(owner, taskId, {
      store: this.#store,
      clock: this.#clock,
      pulse: this.#pulse,
      gates: { listed: desk.gate, unseen: desk.unseenGate },
      givenUp: desk.givenUp,
      fence,
      client: (hooks) => this.client(owner, hooks, { taskId, fence }),
      refreshTask: (urgency) => this.#refreshTask(owner, taskId, urgency),
      onKeyRejected: () => this.forgetKey(owner),
      ...events,
    });
  }

  #sharedWatch(task: TaskKey, shared: Shared): SharedWatch {
    return new SharedWatch(task, {
      ...shared,
      store: this.#store,
      clock: this.#clock,
      lead: (fence, events) => this.#watcher(task, fence, events),
    });
  }

  #keeper(): LeaseKeeper {
    const { keyring } = this;
    return new LeaseKeeper({
      store: this.#store,
      clock: this.#clock,
      grants: () => keyring.grants,
      onGrantEnded: ({ owner, grant }) => keyring.release(owner, grant),
      onOrphan: ({ owner, taskId }) => {
        this.watch(owner, taskId)
          .follow()
          .catch((thrown: unknown) => void logFailure("a task cannot be taken over", thrown));
      },
    });
  }

  /** A process that the store has not heard of for too long may not be the one any more. */
  #refuseWhileCutOff(fence: Fence | null): void {
    if (!fence || this.#shared?.keeper.isCurrent) return;
    throw new AppError("store_unavailable", { cause: new Error("the lease may have ended") });
  }

  /** Reads a task's own status again: from the first page, else from the page it stands on now. */
  async #refreshTask(owner: string, taskId: string, urgency: Urgency): Promise<void> {
    const { catalogue, gate } = this.desk(owner);
    // A key that is held for one task alone lists no others.
    const client = this.client(owner, {
      pass: () => gate.pass(catalogue, "other"),
      urgency: () => urgency,
    });
    if (!client) return;
    const fromMs = this.#clock.now();
    await catalogue.refresh(client, RECHECK_MS);
    const task = await this.#store.tasks.find(owner, taskId);
    const isOnPage = task?.listed_at && task.listed_at >= fromMs - RECHECK_MS;
    if (!isOnPage && !catalogue.failure) await catalogue.find(client, taskId);
  }

  #close(owner: string): void {
    for (const watcher of this.#desks.get(owner)?.watchers.values() ?? []) watcher.stop();
    this.#desks.delete(owner);
  }

  #sweepLater(): void {
    this.#clock.after(SWEEP_MS, () => {
      try {
        this.#sweep();
      } catch (error) {
        log("error", "a sweep failed", { reason: causeText(error) });
      }
      this.#sweepLater();
    });
  }

  /** Lets go of watchers with nothing left to watch, or whose key is no longer held for them. */
  #sweep(): void {
    for (const [owner, desk] of this.#desks) {
      if (!this.keyring.has(owner)) {
        this.#close(owner);
        continue;
      }
      for (const [taskId, watcher] of desk.watchers) {
        if (!watcher.isIdle && this.keyring.get(owner, taskId)) continue;
        watcher.stop();
        desk.watchers.delete(taskId);
      }
    }
  }
}
