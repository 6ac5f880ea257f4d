import "server-only";
import type { Clock } from "@/lib/server/clock";
import type { Upstream } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { logFailure } from "@/lib/server/log-failure";
import type { HeldKey } from "@/lib/server/recorder/keyring";
import type { Recorder } from "@/lib/server/recorder/recorder";
import { ownerId } from "@/lib/server/secrets";
import type { KeySeal } from "@/lib/server/shares/key-seal";
import type { Store } from "@/lib/server/store/store";

/** How often the links are looked at: one revoked through another process is let go of by then. */
const EVERY_MS = 1_000;
const MOST = 5_000;

type Deps = {
  store: Store;
  clock: Clock;
  recorder: Recorder;
  seal: KeySeal;
  ownerSecret: string;
  upstreams: readonly Upstream[];
};

type Row = Awaited<ReturnType<Store["shares"]["withKeys"]>>[number];

const grantOf = (id: string): string => `share:${id}`;

/**
 * Goes on recording the runs of live links with the sealed copies of their keys, whether or not
 * anybody is signed in, also after a restart; and forgets each copy once it has served.
 */
export class ShareKeys {
  readonly #deps: Deps;
  /** By share: what is held for it. */
  readonly #held = new Map<string, { owner: string; sealed: string | null }>();
  readonly #unreadable = new Set<string>();
  #round: Promise<void> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Begins to look after the links. */
  start(): void {
    void this.#attempt().finally(() => this.#deps.clock.after(EVERY_MS, () => this.start()));
  }

  /** A copy of a key, as the store may have it. */
  seal({ upstream, apiKey }: HeldKey): string {
    return this.#deps.seal.seal({ upstream: upstream.name, apiKey });
  }

  /** Takes up, at once, what was just changed. */
  async refresh(): Promise<void> {
    await this.#round;
    await this.#attempt();
  }

  async #attempt(): Promise<void> {
    this.#round ??= this.#look()
      .catch((thrown: unknown) => void logFailure("the share links could not be read", thrown))
      .finally(() => {
        this.#round = null;
      });
    await this.#round;
  }

  async #look(): Promise<void> {
    const { store, clock, recorder } = this.#deps;
    await store.shares.endExpired(clock.now());
    await store.shares.dropSpentKeys();
    const rows = await store.shares.withKeys(MOST);
    const ids = new Set(rows.map(({ id }) => id));
    for (const [id, { owner }] of this.#held) {
      if (ids.has(id)) continue;
      recorder.keyring.release(owner, grantOf(id));
      this.#held.delete(id);
    }
    for (const row of rows) {
      if (this.#held.get(row.id)?.sealed !== row.sealed_key) await this.#hold(row);
    }
  }

  async #hold(row: Row): Promise<void> {
    const { recorder } = this.#deps;
    const key = await this.#keyOf(row);
    if (!key) return;
    const { id, owner, task_id: taskId, sealed_key: sealed } = row;
    recorder.keyring.hold(owner, key, grantOf(id), row.expires_at, taskId);
    this.#held.set(id, { owner, sealed });
    await recorder
      .watch(owner, taskId)
      .follow()
      .catch((thrown: unknown) => {
        this.#held.delete(id);
        logFailure("a shared run could not be followed", thrown);
      });
  }

  /** The key of a share; null for a copy that is not its owner's, or cannot be opened (again said once). */
  async #keyOf({ id, owner, sealed_key: sealed }: Row): Promise<HeldKey | null> {
    const { seal, upstreams, ownerSecret, store } = this.#deps;
    const opened = sealed === null ? null : seal.open(sealed);
    const upstream = upstreams.find(({ name }) => name === opened?.key.upstream);
    const isOwners =
      opened && upstream && ownerId(ownerSecret, upstream.url, opened.key.apiKey) === owner;
    if (!isOwners || sealed === null) {
      if (!this.#unreadable.has(id)) log("warn", "the key of a share link cannot be used");
      this.#unreadable.add(id);
      return null;
    }
    const key = { upstream, apiKey: opened.key.apiKey };
    if (!opened.isCurrent) await store.shares.reseal(id, sealed, this.seal(key));
    return key;
  }
}
