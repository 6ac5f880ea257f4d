import "server-only";
import { type Dialect, Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { AppError } from "@/lib/server/errors";
import { metrics, timed } from "@/lib/server/metrics";
import { answerLinkQueries } from "@/lib/server/store/answer-links";
import { answerRefusalQueries } from "@/lib/server/store/answer-refusals";
import { audienceQueries } from "@/lib/server/store/audience";
import { creationQueries } from "@/lib/server/store/creations";
import { leaseQueries } from "@/lib/server/store/leases";
import { migrations } from "@/lib/server/store/migrations";
import { readinessQueries } from "@/lib/server/store/readiness";
import { recentRunQueries } from "@/lib/server/store/recent-runs";
import { requestQueries } from "@/lib/server/store/requests";
import { retentionQueries } from "@/lib/server/store/retention";
import { runQueries } from "@/lib/server/store/runs";
import type { Schema } from "@/lib/server/store/schema";
import { sessionQueries } from "@/lib/server/store/sessions";
import { shareKeyQueries } from "@/lib/server/store/share-keys";
import { shareQueries } from "@/lib/server/store/shares";
import { taskQueries } from "@/lib/server/store/tasks";
import { transitionQueries } from "@/lib/server/store/transitions";

type Queries = Record<string, (...args: never[]) => Promise<unknown>>;

/** What a query throws becomes `store_unavailable`; the cause is for the log. */
async function guard<T>(query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    throw new AppError("store_unavailable", { cause: error });
  }
}

/** @param part what the metrics call these queries */
function guarded<T extends Queries>(part: string, queries: T): T {
  const wrap =
    (query: (...args: never[]) => Promise<unknown>) =>
    (...args: never[]) => {
      const work = () => guard(() => query(...args));
      const store = metrics()?.store;
      return store ? timed(work, (seconds) => store.observe({ part }, seconds)) : work();
    };
  return Object.fromEntries(
    Object.entries(queries).map(([name, query]) => [name, wrap(query)]),
  ) as T;
}

/** Opens a store on an empty or older database, bringing its schema up to date first. */
export async function openStore(dialect: Dialect) {
  const db = new Kysely<Schema>({ dialect });
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error)
    throw new Error("Runboard cannot start: its store cannot be migrated.", { cause: error });
  return {
    sessions: guarded("sessions", sessionQueries(db)),
    tasks: guarded("tasks", taskQueries(db)),
    runs: guarded("runs", runQueries(db)),
    recentRuns: guarded("recentRuns", recentRunQueries(db)),
    transitions: guarded("transitions", transitionQueries(db)),
    retention: guarded("retention", retentionQueries(db)),
    audience: guarded("audience", audienceQueries(db)),
    shares: guarded("shares", shareQueries(db)),
    shareKeys: guarded("shareKeys", shareKeyQueries(db)),
    answerLinks: guarded("answerLinks", answerLinkQueries(db)),
    answerRefusals: guarded("answerRefusals", answerRefusalQueries(db)),
    requests: guarded("requests", requestQueries(db)),
    creations: guarded("creations", creationQueries(db)),
    leases: guarded("leases", leaseQueries(db)),
    readiness: guarded("readiness", readinessQueries(db)),
    close: () => db.destroy(),
  };
}

export type Store = Awaited<ReturnType<typeof openStore>>;
