import "server-only";
import type { Clock } from "@/lib/server/clock";
import type { Upstream } from "@/lib/server/env";

type HeldKey = { upstream: Upstream; apiKey: string };
type Entry = HeldKey & { grants: Map<string, number> };

/**
 * The keys Runboard may use at this moment, in memory only. A key is held as long as one grant for
 * it lasts: a signed-in session, or a client that sent it as `x-api-key` lately.
 */
export class Keyring {
  readonly #clock: Clock;
  readonly #onHeld: (owner: string) => void;
  readonly #entries = new Map<string, Entry>();
  readonly #checks = new Map<string, Promise<void>>();

  /** @param onHeld called when a key comes to be held that was not */
  constructor(clock: Clock, onHeld: (owner: string) => void) {
    this.#clock = clock;
    this.#onHeld = onHeld;
  }

  /** What the keys are held for. */
  get grants(): { owner: string; grant: string }[] {
    return [...this.#entries].flatMap(([owner, { grants }]) =>
      [...grants.keys()].map((grant) => ({ owner, grant })),
    );
  }

  /** Checks a key; whoever comes with the same one meanwhile waits for that check. */
  checkOnce(owner: string, check: () => Promise<void>): Promise<void> {
    const running =
      this.#checks.get(owner) ?? check().finally(() => void this.#checks.delete(owner));
    this.#checks.set(owner, running);
    return running;
  }

  /** @param untilMs epoch ms */
  hold(owner: string, key: HeldKey, grant: string, untilMs: number): void {
    const isNew = this.get(owner) === null;
    const entry = this.#entries.get(owner) ?? { ...key, grants: new Map() };
    entry.grants.set(grant, untilMs);
    this.#entries.set(owner, entry);
    if (isNew) this.#onHeld(owner);
  }

  release(owner: string, grant: string): void {
    const entry = this.#entries.get(owner);
    entry?.grants.delete(grant);
    if (entry?.grants.size === 0) this.#entries.delete(owner);
  }

  /** Forgets a key whatever grants it has, because its server no longer accepts it. */
  drop(owner: string): void {
    this.#entries.delete(owner);
  }

  get(owner: string): HeldKey | null {
    const entry = this.#entries.get(owner);
    if (!entry) return null;
    const now = this.#clock.now();
    for (const [grant, until] of entry.grants) if (until <= now) this.release(owner, grant);
    return entry.grants.size > 0 ? { upstream: entry.upstream, apiKey: entry.apiKey } : null;
  }
}
