import "server-only";
import type { Clock } from "@/lib/server/clock";
import { causeText, log } from "@/lib/server/log";
import { Catalogue } from "@/lib/server/recorder/catalogue";
import { Gate } from "@/lib/server/recorder/gate";
import { Keyring } from "@/lib/server/recorder/keyring";
import { TaskWatcher } from "@/lib/server/recorder/task-watcher";
import type { Store } from "@/lib/server/store/store";
import { type UpstreamClient, upstreamClient } from "@/lib/server/upstream/client";
import type { Transport } from "@/lib/server/upstream/transport";

/** Upstream calls a second for what nobody looks at closely: lists, and runs left to themselves. */
const LIST_CALLS_PER_SECOND = 6;
const SWEEP_MS = 30_000;

/** What Runboard knows of one owner's tasks while it holds a key for them. */
export type Desk = { catalogue: Catalogue; gate: Gate; watchers: Map<string, TaskWatcher> };

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
   */
  client(owner: string, pass?: () => Promise<void>): UpstreamClient | null {
    const key = this.keyring.get(owner);
    if (!key) return null;
    const transport: Transport = pass
      ? async (request) => {
          await pass();
          return this.#transport(request);
        }
      : this.#transport;
    return upstreamClient(transport, this.#clock, key.upstream, key.apiKey);
  }

  desk(owner: string): Desk {
    const desk = this.#desks.get(owner) ?? {
      catalogue: new Catalogue(owner, this.#store, this.#clock),
      gate: new Gate(this.#clock, LIST_CALLS_PER_SECOND),
      watchers: new Map<string, TaskWatcher>(),
    };
    this.#desks.set(owner, desk);
    return desk;
  }

  /** The one watcher of a task. */
  watch(owner: string, taskId: string): TaskWatcher {
    const desk = this.desk(owner);
    const known = desk.watchers.get(taskId);
    if (known) return known;
    const watcher = new TaskWatcher(owner, taskId, {
      store: this.#store,
      clock: this.#clock,
      gate: desk.gate,
      client: (pass) => this.client(owner, pass),
      refreshTask: async () => {
        const client = this.client(owner);
        if (client) await desk.catalogue.refresh(client);
      },
      onKeyRejected: () => this.forgetKey(owner),
    });
    desk.watchers.set(taskId, watcher);
    return watcher;
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
