import "server-only";
import { z } from "zod";
import { ERROR_STATUS, type ErrorCode } from "@/lib/contract/errors";
import type { Newest, Watch, WatchFailure } from "@/lib/server/recorder/watch";
import type { SealBox } from "@/lib/server/seal-box";
import type { Fence, LeaseRecord, Published, TaskKey } from "@/lib/server/store/leases";
import type { Store } from "@/lib/server/store/store";

const failureSchema = z.object({
  code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  retryAfterMs: z.number().nullable(),
});

type Told = {
  newest: Newest | null;
  failure: WatchFailure | null;
  observedAtMs: number | null;
  nextSampleAtMs: number | null;
};

/** How one process tells the others what it sees: through the lease, the sample itself sealed. */
export class Publisher {
  readonly #store: Store;
  readonly #box: SealBox;

  constructor(store: Store, box: SealBox) {
    this.#store = store;
    this.#box = box;
  }

  /** What a lease tells. */
  read(lease: LeaseRecord): Told {
    const text = lease.sample === null ? null : this.#box.open(lease.sample);
    return {
      newest: text === null ? null : (JSON.parse(text) as Newest | null),
      failure: lease.failure === null ? null : failureSchema.parse(JSON.parse(lease.failure)),
      observedAtMs: lease.observed_at,
      nextSampleAtMs: lease.next_sample_at,
    };
  }

  /** What is to be told of one task from now on, under one lease. */
  of(task: TaskKey, fence: Fence): { tell(watch: Watch): Promise<void> } {
    let last: string | null = null;
    return {
      tell: async (watch) => {
        const { failure } = watch;
        const text = JSON.stringify(watch.newest);
        const published: Published = {
          observed_at: watch.observedAtMs,
          next_sample_at: watch.nextSampleAtMs,
          failure:
            failure && JSON.stringify({ code: failure.code, retryAfterMs: failure.retryAfterMs }),
          ...(text === last ? {} : { sample: this.#box.seal(text) }),
        };
        await this.#store.leases.publish(task, fence, published);
        last = text;
      },
    };
  }
}
