import "server-only";
import type { Clock } from "@/lib/server/clock";
import type { GivenUp } from "@/lib/server/recorder/desk";
import type { Gate } from "@/lib/server/recorder/gate";
import type { Pulse } from "@/lib/server/recorder/pulse";
import type { Fence } from "@/lib/server/store/leases";
import type { Store } from "@/lib/server/store/store";
import type { UpstreamClient } from "@/lib/server/upstream/client";
import type { Urgency } from "@/lib/server/upstream/transport";

/** How calls are let through to an upstream. */
export type Hooks = {
  /** Awaited before each call. */
  pass: () => Promise<void>;
  /** Told how long a call waited for others to the same upstream. */
  queued?: (ms: number) => void;
  urgency?: () => Urgency;
  /** Whether whoever asked is gone, so that nothing more is told to them. */
  isOver?: () => boolean;
};

/** All that a watcher of one task has to do with. */
export type WatcherDeps = {
  store: Store;
  clock: Clock;
  pulse: Pulse;
  /** For tasks on a list that is open, and for those that nobody looks at. */
  gates: { listed: Gate; unseen: Gate };
  givenUp: GivenUp;
  /** Under which lease it writes; null where this process has the store to itself. */
  fence: Fence | null;
  /** The task's upstream; null when Runboard no longer holds the key. */
  client(hooks: Hooks): UpstreamClient | null;
  /** Reads the task's own status again, wherever it stands. */
  refreshTask(urgency: Urgency): Promise<void>;
  onKeyRejected(): Promise<void>;
  /** The key is gone, or another process has taken over. */
  onStopped?(): void;
  /** A sample or a failure is in, and the next one is planned. */
  onSampled?(): void;
};
