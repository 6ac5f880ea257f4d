import "server-only";
import { z } from "zod";
import { ERROR_STATUS, type ErrorCode } from "@/lib/contract/errors";
import type { Clock } from "@/lib/server/clock";
import { logFailure } from "@/lib/server/log-failure";
import type { Newest, Watch } from "@/lib/server/recorder/watch";
import type { SealBox } from "@/lib/server/seal-box";
import type { Fence, TaskKey } from "@/lib/server/store/leases";
import type { Store } from "@/lib/server/store/store";

type Lease = NonNullable<Awaited<ReturnType<Store["leases"]["find"]>>>;

/** Distances in ms from the moment it is told, so that no two wall clocks are ever compared. */
const toldSchema = z.object({
  observedAgoMs: z.number().nullable(),
  dueInMs: z.number().nullable(),
  isStretched: z.boolean(),
  failure: z
    .object({
      // An instance of a newer release may know codes that this one does not.
      code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]).catch("internal"),
      retryAfterMs: z.number().nullable(),
    })
    .nullable(),
});

/** How a task stands, as the process that watches it told it. */
export type Told = Pick<
  Watch,
  "newest" | "failure" | "observedAtMs" | "nextSampleAtMs" | "isStretched"
>;

/** How one process tells the others what it sees: through the lease, the sample itself sealed. */
export class Publisher {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #box: SealBox;

  constructor(store: Store, clock: Clock, box: SealBox) {
    this.#store = store;
    this.#clock = clock;
    this.#box = box;
  }

  /** What a lease tells, on this process's own clock; null while it tells nothing. */
  read(lease: Lease): Told | null {
    if (lease.told === null) return null;
    const toldAtMs = this.#clock.now() - Number(lease.told_ms ?? 0);
    const told = toldSchema.parse(JSON.parse(lease.told));
    const sample = lease.sample === null ? null : this.#box.open(lease.sample);
    return {
      newest: sample === null ? null : (JSON.parse(sample) as Newest | null),
      failure: told.failure,
      isStretched: told.isStretched,
      observedAtMs: told.observedAgoMs === null ? null : toldAtMs - told.observedAgoMs,
      nextSampleAtMs: told.dueInMs === null ? null : toldAtMs + told.dueInMs,
    };
  }

  /** Tells of one task from now on, under one lease; what is told later never comes first. */
  of(task: TaskKey, fence: Fence): (watch: Watch) => void {
    let last: string | null = null;
    let telling = Promise.resolve();
    const tell = async (watch: Watch) => {
      const now = this.#clock.now();
      const { failure, observedAtMs, nextSampleAtMs, isStretched } = watch;
      const sample = JSON.stringify(watch.newest);
      const told = {
        observedAgoMs: observedAtMs === null ? null : now - observedAtMs,
        dueInMs: nextSampleAtMs === null ? null : nextSampleAtMs - now,
        isStretched,
        failure: failure && { code: failure.code, retryAfterMs: failure.retryAfterMs },
      };
      const sealed = sample === last ? undefined : this.#box.seal(sample);
      await this.#store.audience.tell(task, fence, JSON.stringify(told), sealed);
      last = sample;
    };
    return (watch) => {
      telling = telling
        .then(() => tell(watch))
        .catch((thrown: unknown) => void logFailure("a sample could not be told", thrown));
    };
  }
}
