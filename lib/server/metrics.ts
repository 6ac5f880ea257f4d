import "server-only";
import { LRUCache } from "lru-cache";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ErrorCode } from "@/lib/contract/errors";
import { env } from "@/lib/server/env";

/** In seconds: from what a cache answers to what a caller still waits for. */
const BUCKETS_S = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Whoever has a page open that may still change is seen within this time, hidden tabs too. */
const VIEWER_LASTS_MS = 45_000;
const MOST_VIEWERS = 10_000;

/** By what somebody looks at a run. */
export type ViewerKind = "session" | "key" | "link";

function define() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "runboard_" });
  const seconds = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Histogram({ name, help, labelNames, buckets: BUCKETS_S, registers });
  const viewers = new LRUCache<string, ViewerKind>({ max: MOST_VIEWERS, ttl: VIEWER_LASTS_MS });
  return {
    registry,
    viewers,
    requests: seconds("runboard_request_seconds", "Time to answer, by route", [
      "route",
      "method",
      "status",
    ]),
    errors: new Counter({
      name: "runboard_errors_total",
      help: "Requests that were refused or failed, by error code",
      labelNames: ["code"],
      registers,
    }),
    calls: seconds("runboard_upstream_call_seconds", "Time of calls to Browserable servers", [
      "call",
      "outcome",
    ]),
    polls: new Counter({
      name: "runboard_polls_total",
      help: "Reads of a run's status from its server, by class of HTTP status or error code",
      labelNames: ["outcome"],
      registers,
    }),
    store: seconds("runboard_store_seconds", "Time of reads and writes of the store", ["part"]),
    watchedRuns: new Gauge({
      name: "runboard_watched_runs",
      help: "Tasks whose newest run this instance follows, by itself or through another one",
      registers,
    }),
    looking: new Gauge({
      name: "runboard_viewers",
      help: "Who asked for a run within the last 45 seconds: one per session, key or link and address",
      labelNames: ["by"],
      registers,
      collect() {
        viewers.purgeStale();
        const kinds = [...viewers.values()];
        for (const by of ["session", "key", "link"] as const) {
          this.set({ by }, kinds.filter((kind) => kind === by).length);
        }
      },
    }),
  };
}

type Metrics = ReturnType<typeof define>;

/** Next loads modules several times over; what is counted is counted once. */
const holder = globalThis as typeof globalThis & { runboardMetrics?: Metrics };

/** What is counted; null where nobody asks for it, and then nothing is. */
export function metrics(): Metrics | null {
  if (env().metricsToken === null) return null;
  holder.runboardMetrics ??= define();
  return holder.runboardMetrics;
}

/** Counts a request that was refused or failed. */
export const countError = (code: ErrorCode): void => metrics()?.errors.inc({ code });

/** @param who tells one viewer of one run from all others; kept in memory for 45 s */
export const countViewer = (kind: ViewerKind, who: string): void =>
  void metrics()?.viewers.set(who, kind);

/**
 * Times work that may fail.
 * @param note given the seconds it took, and what it threw, if anything
 */
export async function timed<T>(
  work: () => Promise<T>,
  note: (seconds: number, thrown: unknown) => void,
): Promise<T> {
  const beganMs = performance.now();
  let failure: unknown;
  try {
    return await work();
  } catch (thrown) {
    failure = thrown;
    throw thrown;
  } finally {
    note((performance.now() - beganMs) / 1_000, failure);
  }
}
