/** Which faults are waiting, and which of them meets a call. */
import { z } from "zod";
import type { Endpoint } from "./endpoints.ts";
import { ENDPOINTS } from "./endpoints.ts";

export const FAULT_KINDS = [
  "status",
  "failure",
  "hang",
  "slow",
  "drip",
  "truncated",
  "html",
  "empty",
  "noContent",
  "bom",
  "huge",
  "gzipBomb",
  "deepJson",
  "proto",
  "reset",
  "rateLimited",
  "notModified",
  "redirect",
  "wrongTypes",
  "unknownEnum",
  "nullStatus",
  "hostile",
  "body",
  "newerRun",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const count = z.number().int().nonnegative();

export const faultSchema = z.strictObject({
  endpoint: z.enum([...ENDPOINTS, "*"]),
  kind: z.enum(FAULT_KINDS),
  /** For those who look at what is on. */
  name: z.string().max(100).optional(),
  /** How often it happens; for ever when left out. */
  times: count.optional(),
  /** How many calls it lets pass first. */
  afterCalls: count.optional(),
  /** `status`: the HTTP code, and the type of its body. */
  code: z.number().int().min(200).max(599).optional(),
  type: z.enum(["json", "html", "empty"]).optional(),
  /** `failure` and `status`: the error text; `newerRun`: what the run that appears is doing. */
  text: z.string().optional(),
  /** `slow`: how late; `drip`: time between two bytes. */
  ms: count.optional(),
  /** `huge`, `gzipBomb`: size after decompression. */
  bytes: count.optional(),
  /** `deepJson` */
  depth: count.optional(),
  /** `rateLimited`: sent as it stands. */
  retryAfter: z.string().optional(),
  /** `redirect` */
  location: z.string().optional(),
  /** `unknownEnum`: the value to use. */
  value: z.unknown().optional(),
  /** `hostile`: fields that stay as they are. */
  spare: z.array(z.string()).optional(),
  /** `body`: sent as it stands. */
  body: z.string().optional(),
  contentType: z.string().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

export type WaitingFault = Fault & { id: number };

export class FaultQueue {
  #faults: WaitingFault[] = [];
  #made = 0;

  replace(faults: readonly Fault[]): void {
    this.#faults = [];
    this.add(faults);
  }

  /** Behind those that wait already. */
  add(faults: readonly Fault[]): void {
    for (const fault of faults) this.#faults.push({ ...fault, id: (this.#made += 1) });
  }

  /** @returns whether there was one */
  remove(id: number): boolean {
    const before = this.#faults.length;
    this.#faults = this.#faults.filter((fault) => fault.id !== id);
    return this.#faults.length < before;
  }

  /** Those that may still meet a call. */
  waiting(): WaitingFault[] {
    return this.#faults.filter(({ times }) => times !== 0).map((fault) => ({ ...fault }));
  }

  /** The first fault for this endpoint that is due; counts it down. */
  take(endpoint: Endpoint): Fault | null {
    for (const fault of this.#faults) {
      if (fault.endpoint !== "*" && fault.endpoint !== endpoint) continue;
      if (fault.afterCalls) {
        fault.afterCalls -= 1;
        continue;
      }
      if (fault.times === 0) continue;
      if (fault.times !== undefined) fault.times -= 1;
      return fault;
    }
    return null;
  }
}
