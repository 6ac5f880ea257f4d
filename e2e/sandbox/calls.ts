/** Who called what: the evidence on which tests judge a client's manners. */

import type { Endpoint } from "./endpoints.ts";
import { ENDPOINTS } from "./endpoints.ts";

const MAX_LOG = 500;

export type Call = {
  /** Epoch ms. */
  at: number;
  endpoint: Endpoint;
  method: string;
  /** Path and query. */
  url: string;
  taskId: string | null;
  runId: string | null;
  headerNames: string[];
  bodyBytes: number;
  /** Filled when the answer is known; "open" until then. */
  outcome: string;
  /** Epoch ms at which the answer was made, of the world as it was then; null until it is. */
  answeredAt: number | null;
};

/**
 * Told of every call once it is over.
 * @param delivered whether the whole answer went out before the connection closed
 */
export type OnCall = (key: string, call: Call, delivered: boolean) => void;

const zeroes = () =>
  Object.fromEntries(ENDPOINTS.map((name) => [name, 0])) as Record<Endpoint, number>;

export class CallLog {
  byEndpoint = zeroes();
  total = 0;
  log: Call[] = [];

  add(call: Call): Call {
    this.byEndpoint[call.endpoint] += 1;
    this.total += 1;
    this.log.push(call);
    if (this.log.length > MAX_LOG) this.log.shift();
    return call;
  }

  reset(): void {
    this.byEndpoint = zeroes();
    this.total = 0;
    this.log = [];
  }
}
