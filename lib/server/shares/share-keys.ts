import "server-only";
import type { Clock } from "@/lib/server/clock";
import type { Upstream } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { logFailure } from "@/lib/server/log-failure";
import type { HeldKey } from "@/lib/server/recorder/keyring";
import type { Recorder } from "@/lib/server/recorder/recorder";
import { ownerId } from "@/lib/server/secrets";
import { endOverQuestions } from "@/lib/server/shares/answer-link-question";
import type { KeySeal } from "@/lib/server/shares/key-seal";
import type { ShareRecord } from "@/lib/server/store/shares";
import type { Store } from "@/lib/server/store/store";

/** How often the links are looked at: one revoked through another process is let go of by then. */
const EVERY_MS = 1_000;
const MOST = 5_000;
/** So many at a time are taken up. */
const AT_ONCE = 4;
/** A result that was not read this long after the end will not be. */
const RESULT_LASTS_MS = 3_600_000;

type Deps = {
  store: Store;
  clock: Clock;
  recorder: Recorder;
  seal: KeySeal;
  ownerSecret: string;
  upstreams: readonly Upstream[];
};

type Row = Awaited<ReturnType<Store["shareKeys"]["all"]>>[number];

const grantOf = (id: string): string => `share:${id}`;

/**
 * Goes on recording the runs of live links with the sealed copies of their keys, whether or not
 * anybody is signed in, also after a restart; and forgets each copy once it has served.
 */
export class ShareKeys {
  readonly #deps: Deps;
  /** By share: what is held for it; `sealed` null while its run is still to be taken up. */
  readonly #held = new Map<string, { owner: string; sealed: string | null }>();
  /** By share: copies that cannot be used here, each said once. */
  readonly #unusable = new Map<string, string>();
  #hasMore = false;
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

  /** Takes up a link that another process made a moment ago. */
  async ready({ id, sealed_key: sealed }: ShareRecord): Promise<void> {
    const isUnusable = this.#unusable.get(id) === sealed;
    if (sealed !== null && !this.#held.has(id) && !isUnusable) await this.refresh();
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
    const { store, clock } = this.#deps;
    await store.shares.endExpired(clock.now());
    await endOverQuestions(this.#deps, null);
    await store.shareKeys.dropSpent(clock.now() - RESULT_LASTS_MS);
    const rows = await store.shareKeys.all(MOST);
    this.#tellOfMore(rows.length === MOST);
    this.#release(new Set(rows.map(({ id }) => id)));
    const left = rows.filter((row) => this.#isToHold(row));
    const worker = async () => {
      for (let row = left.shift(); row !== undefined; row = left.shift()) await this.#hold(row);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** Lets go of what no longer has a key. */
  #release(ids: ReadonlySet<string>): void {
    for (const [id, { owner }] of this.#held) {
      if (ids.has(id)) continue;
      this.#deps.recorder.keyring.release(owner, grantOf(id));
      this.#held.delete(id);
    }
    for (const id of this.#unusable.keys()) if (!ids.has(id)) this.#unusable.delete(id);
  }

  /** Also one that was held and is not any more: its server refused it, and that was not stored. */
  #isToHold({ id, owner, task_id: taskId, sealed_key: sealed }: Row): boolean {
    if (this.#unusable.get(id) === sealed) return false;
    const isHeld = this.#deps.recorder.keyring.get(owner, taskId) !== null;
    return this.#held.get(id)?.sealed !== sealed || !isHeld;
  }

  #tellOfMore(hasMore: boolean): void {
    if (hasMore && !this.#hasMore) {
      log("warn", "there are more share links than are followed by themselves", { count: MOST });
    }
    this.#hasMore = hasMore;
  }

  async #hold(row: Row): Promise<void> {
    const { recorder } = this.#deps;
    const key = await this.#keyOf(row);
    if (!key) return;
    const { id, owner, task_id: taskId, sealed_key: sealed } = row;
    recorder.keyring.hold(owner, key, grantOf(id), row.expires_at, taskId);
    this.#held.set(id, { owner, sealed: null });
    try {
      await recorder.watch(owner, taskId).follow();
      this.#held.set(id, { owner, sealed });
    } catch (thrown) {
      logFailure("a shared run could not be followed", thrown);
    }
  }

  /** The key of a share; null for a copy that is not its owner's, or cannot be opened. */
  async #keyOf({ id, owner, sealed_key: sealed }: Row): Promise<HeldKey | null> {
    const { seal, upstreams, ownerSecret, store } = this.#deps;
    if (sealed === null) return null;
    const opened = seal.open(sealed);
    const upstream = upstreams.find(({ name }) => name === opened?.key.upstream);
    if (!opened || !upstream || ownerId(ownerSecret, upstream.url, opened.key.apiKey) !== owner) {
      log("warn", "the key of a share link cannot be used");
      this.#unusable.set(id, sealed);
      return null;
    }
    const key = { upstream, apiKey: opened.key.apiKey };
    if (!opened.isCurrent) await store.shareKeys.reseal(id, sealed, this.seal(key));
    return key;
  }
}
