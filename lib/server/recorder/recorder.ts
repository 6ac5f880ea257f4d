import "server-only";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import { causeText, log } from "@/lib/server/log";
import { Desk } from "@/lib/server/recorder/desk";
import { Keyring } from "@/lib/server/recorder/keyring";
import { TaskWatcher } from "@/lib/server/recorder/task-watcher";
import type { Store } from "@/lib/server/store/store";
import { retryAfterMs } from "@/lib/server/upstream/answer";
import { type UpstreamClient, upstreamClient } from "@/lib/server/upstream/client";
import type { Transport } from "@/lib/server/upstream/transport";

const SWEEP_MS = 30_000;
/** The task's own status need not be read more often than this for the sake of several runs. */
const RECHECK_MS = 1_000;

/**
 * Watches runs: one poller per task, however many viewers, tabs or clients. The timeline is what
 * it saw; everybody else reads its newest sample and the store.
 */
export class Recorder {
  readonly keyring: Keyring;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #transport: Transport;
  readonly #desks = new Map<string, Desk>();

  constructor(store: Store, clock: Clock, transport: Transport) {
    this.#store = store;
    this.#clock = clock;
    this.#transport = transport;
    this.keyring = new Keyring(clock);
    this.#sweepLater();
  }

  /**
   * The upstream for an owner; null when Runboard holds no key for them.
   * @param pass awaited before each call
   * @param isOver whether whoever asked is gone, so that nothing more is told to them
   */
  client(owner: string, pass?: () => Promise<void>, isOver = () => false): UpstreamClient | null {
    const key = this.keyring.get(owner);
    if (!key) return null;
    const desk = this.desk(owner);
    const transport: Transport = async (request) => {
      await pass?.();
      // While it waited, the server may have refused the key, or its holder signed out.
      if (!this.keyring.get(owner) || isOver()) throw new AppError("signed_out");
      desk.refuseWhileHeld();
      const answer = await this.#transport(request);
      if (isOver()) throw new AppError("signed_out");
      const askedMs = answer.status === 429 && retryAfterMs(answer.retryAfter, this.#clock.now());
      if (askedMs) desk.hold(askedMs);
      return answer;
    };
    return upstreamClient(transport, this.#clock, key.upstream, key.apiKey);
  }

  desk(owner: string): Desk {
    const desk = this.#desks.get(owner) ?? new Desk(owner, this.#store, this.#clock);
    this.#desks.set(owner, desk);
    return desk;
  }

  /** The one watcher of a task. */
  watch(owner: string, taskId: string): TaskWatcher {
    const desk = this.desk(owner);
    const known = desk.watchers.get(taskId);
    if (known && !known.isStopped) return known;
    const watcher = new TaskWatcher(owner, taskId, {
      store: this.#store,
      clock: this.#clock,
      gate: desk.gate,
      givenUp: desk.givenUp,
      client: (pass, isOver) => this.client(owner, pass, isOver),
      refreshTask: () => this.#refreshTask(owner, taskId),
      onKeyRejected: () => this.forgetKey(owner),
    });
    desk.watchers.set(taskId, watcher);
    return watcher;
  }

  /** Reads a task's own status again: from the first page, else from the page it stands on now. */
  async #refreshTask(owner: string, taskId: string): Promise<void> {
    const { catalogue, gate } = this.desk(owner);
    const client = this.client(owner, () => gate.pass(catalogue));
    if (!client) return;
    const fromMs = this.#clock.now();
    await catalogue.refresh(client, RECHECK_MS);
    const task = await this.#store.tasks.find(owner, taskId);
    const isOnPage = task?.listed_at && task.listed_at >= fromMs - RECHECK_MS;
    if (!isOnPage && !catalogue.failure) await catalogue.find(client, taskId);
  }

  /** Stops everything for a key that its server no longer accepts, and ends its sessions. */
  async forgetKey(owner: string): Promise<void> {
    this.keyring.drop(owner);
    this.#close(owner);
    await this.#store.sessions.endOfOwner(owner, this.#clock.now());
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

  /** Lets go of watchers with nothing left to watch, and of owners whose key is no longer held. */
  #sweep(): void {
    for (const [owner, desk] of this.#desks) {
      if (!this.keyring.get(owner)) {
        this.#close(owner);
        continue;
      }
      for (const [taskId, watcher] of desk.watchers) {
        if (watcher.isIdle) desk.watchers.delete(taskId);
      }
    }
  }
}
