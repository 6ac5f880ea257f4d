import "server-only";
import type { Clock } from "@/lib/server/clock";
import type { Upstream } from "@/lib/server/env";

export type HeldKey = { upstream: Upstream; apiKey: string };
/** What a key is held for: until when, in epoch ms, and for which task alone; null for all. */
type Grant = { untilMs: number; taskId: string | null };
type Entry = HeldKey & { grants: Map<string, Grant> };

/**
 * The keys Runboard may use at this moment, in memory only. A key is held as long as one grant for
 * it lasts: a signed-in session, a client that sent it as `x-api-key` lately, or a share link,
 * which grants it for the task of its run and for nothing else.
 */
export class Keyring {
  readonly #clock: Clock;
  readonly #onHeld: (owner: string) => void;
  readonly #entries = new Map<string, Entry>();
  readonly #checks = new Map<string, Promise<void>>();

  /** @param onHeld called when a key comes to be held for all tasks that was not */
  constructor(clock: Clock, onHeld: (owner: string) => void) {
    this.#clock = clock;
    this.#onHeld = onHeld;
  }

  /** What the keys are held for. */
  get grants(): { owner: string; grant: string; taskId: string | null }[] {
    return [...this.#entries].flatMap(([owner, { grants }]) =>
      [...grants].map(([grant, { taskId }]) => ({ owner, grant, taskId })),
    );
  }

  /** Checks a key; whoever comes with the same one meanwhile waits for that check. */
  checkOnce(owner: string, check: () => Promise<void>): Promise<void> {
    const running =
      this.#checks.get(owner) ?? check().finally(() => void this.#checks.delete(owner));
    this.#checks.set(owner, running);
    return running;
  }

  /**
   * @param untilMs epoch ms
   * @param taskId what it is held for; null for all there is
   */
  hold(
    owner: string,
    key: HeldKey,
    grant: string,
    untilMs: number,
    taskId: string | null = null,
  ): void {
    const isNew = taskId === null && this.get(owner) === null;
    const entry = this.#entries.get(owner) ?? { ...key, grants: new Map() };
    entry.grants.set(grant, { untilMs, taskId });
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

  /** Whether a key is held for anything at all. */
  has(owner: string): boolean {
    return this.#live(owner) !== null;
  }

  /** The key for all there is, or with `taskId` for that task at least. */
  get(owner: string, taskId: string | null = null): HeldKey | null {
    const entry = this.#live(owner);
    if (!entry) return null;
    const isGranted = [...entry.grants.values()].some(
      (grant) => grant.taskId === null || grant.taskId === taskId,
    );
    return isGranted ? { upstream: entry.upstream, apiKey: entry.apiKey } : null;
  }

  #live(owner: string): Entry | null {
    const now = this.#clock.now();
    for (const [grant, { untilMs }] of this.#entries.get(owner)?.grants ?? []) {
      if (untilMs <= now) this.release(owner, grant);
    }
    return this.#entries.get(owner) ?? null;
  }
}
