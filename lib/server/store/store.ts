import "server-only";
import { type Dialect, Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { AppError } from "@/lib/server/errors";
import { answerLinkQueries } from "@/lib/server/store/answer-links";
import { answerRefusalQueries } from "@/lib/server/store/answer-refusals";
import { audienceQueries } from "@/lib/server/store/audience";
import { creationQueries } from "@/lib/server/store/creations";
import { leaseQueries } from "@/lib/server/store/leases";
import { migrations } from "@/lib/server/store/migrations";
import { requestQueries } from "@/lib/server/store/requests";
import { retentionQueries } from "@/lib/server/store/retention";
import { runQueries } from "@/lib/server/store/runs";
import type { Schema } from "@/lib/server/store/schema";
import { sessionQueries } from "@/lib/server/store/sessions";
import { shareKeyQueries } from "@/lib/server/store/share-keys";
import { shareQueries } from "@/lib/server/store/shares";
import { taskQueries } from "@/lib/server/store/tasks";
import { transitionQueries } from "@/lib/server/store/transitions";

/** What a query throws becomes `store_unavailable`; the cause is for the log. */
function guarded<T extends Record<string, (...args: never[]) => Promise<unknown>>>(queries: T): T {
  const wrap =
    (query: (...args: never[]) => Promise<unknown>) =>
    async (...args: never[]) => {
      try {
        return await query(...args);
      } catch (error) {
        throw new AppError("store_unavailable", { cause: error });
      }
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
    sessions: guarded(sessionQueries(db)),
    tasks: guarded(taskQueries(db)),
    runs: guarded(runQueries(db)),
    transitions: guarded(transitionQueries(db)),
    retention: guarded(retentionQueries(db)),
    audience: guarded(audienceQueries(db)),
    shares: guarded(shareQueries(db)),
    shareKeys: guarded(shareKeyQueries(db)),
    answerLinks: guarded(answerLinkQueries(db)),
    answerRefusals: guarded(answerRefusalQueries(db)),
    requests: guarded(requestQueries(db)),
    creations: guarded(creationQueries(db)),
    leases: guarded(leaseQueries(db)),
    close: () => db.destroy(),
  };
}

export type Store = Awaited<ReturnType<typeof openStore>>;
