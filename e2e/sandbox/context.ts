/** The state of one sandbox: what its API, its control calls and its live pages share. */
import type { OnCall } from "./calls.ts";
import { CallLog } from "./calls.ts";
import { FaultQueue } from "./fault-queue.ts";
import type { Dialect } from "./script.ts";
import { World } from "./world.ts";

/** Whether created tasks are driven by a browser, and if not, why. */
export type BrowserState = { driven: boolean; reason: string | null; version: string | null };

/** Made when first asked for. */
class PerKey<T> {
  readonly #byKey = new Map<string, T>();
  readonly #make: () => T;

  constructor(make: () => T) {
    this.#make = make;
  }

  of(key: string): T {
    const held = this.#byKey.get(key) ?? this.#make();
    this.#byKey.set(key, held);
    return held;
  }
}

export class Context {
  readonly world = new World();
  /** Outlives its key: calls with a revoked key are evidence too. The key "" stands for none. */
  readonly calls = new PerKey(() => new CallLog());
  readonly allCalls = new CallLog();
  readonly faults = new PerKey(() => new FaultQueue());
  readonly commonFaults = new FaultQueue();
  /** Every API connection is reset until then, epoch ms. */
  outageUntilMs = 0;
  /** How keys nobody knows are answered. */
  readonly dialect: Dialect;
  readonly onCall: OnCall | undefined;
  /** What runs the browsers; null where all runs are replayed. */
  driver: { close(): Promise<void> } | null = null;
  browser: BrowserState = { driven: false, reason: null, version: null };

  constructor(dialect: Dialect, onCall?: OnCall) {
    this.dialect = dialect;
    this.onCall = onCall;
  }
}
