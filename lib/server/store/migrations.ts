import "server-only";
import { type Kysely, sql } from "kysely";
import { GOING_ON } from "@/lib/server/store/schema";
import type { Migration, MigrationProvider } from "kysely/migration";

const first: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("sessions")
      .addColumn("sid", "text", (c) => c.primaryKey())
      .addColumn("owner", "text", (c) => c.notNull())
      .addColumn("cookie_hash", "text", (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("last_active_at", "bigint", (c) => c.notNull())
      .addColumn("ended_at", "bigint")
      .execute();
    await db.schema.createIndex("sessions_owner").on("sessions").column("owner").execute();
    await db.schema
      .createTable("tasks")
      .addColumn("owner", "text", (c) => c.notNull())
      .addColumn("id", "text", (c) => c.notNull())
      .addColumn("name", "text", (c) => c.notNull())
      .addColumn("search", "text", (c) => c.notNull())
      .addColumn("active", "integer", (c) => c.notNull())
      .addColumn("rank", "double precision", (c) => c.notNull())
      .addColumn("listed_at", "bigint")
      .addColumn("newest_run_id", "text")
      .addColumn("runs_read_at", "bigint")
      .addPrimaryKeyConstraint("tasks_pk", ["owner", "id"])
      .execute();
    await db.schema
      .createTable("runs")
      .addColumn("owner", "text", (c) => c.notNull())
      .addColumn("task_id", "text", (c) => c.notNull())
      .addColumn("id", "text", (c) => c.notNull())
      .addColumn("created_at", "bigint")
      .addColumn("state", "text", (c) => c.notNull())
      .addColumn("step", "text")
      .addColumn("changed_at", "bigint")
      .addColumn("last_seen_at", "bigint")
      .addColumn("ended_at", "bigint")
      .addColumn("live_seen", "integer", (c) => c.notNull().defaultTo(0))
      .addColumn("status", "text")
      .addColumn("detailed_status", "text")
      .addColumn("result", "text")
      .addPrimaryKeyConstraint("runs_pk", ["owner", "task_id", "id"])
      .execute();
    await db.schema
      .createTable("transitions")
      .addColumn("owner", "text", (c) => c.notNull())
      .addColumn("task_id", "text", (c) => c.notNull())
      .addColumn("run_id", "text", (c) => c.notNull())
      .addColumn("seq", "integer", (c) => c.notNull())
      .addColumn("kind", "text", (c) => c.notNull())
      .addColumn("at", "bigint", (c) => c.notNull())
      .addColumn("precision_ms", "bigint", (c) => c.notNull())
      .addColumn("state", "text", (c) => c.notNull())
      .addColumn("step", "text")
      .addColumn("live", "integer", (c) => c.notNull().defaultTo(0))
      .addColumn("tool_call", "text")
      .addPrimaryKeyConstraint("transitions_pk", ["owner", "task_id", "run_id", "seq"])
      .execute();
    await sql`create index tasks_rank on tasks (owner, rank desc)`.execute(db);
  },
};

const leases: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("instances")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("expires_at", "bigint", (c) => c.notNull())
      .execute();
    await db.schema
      .createTable("leases")
      .addColumn("owner", "text", (c) => c.notNull())
      .addColumn("task_id", "text", (c) => c.notNull())
      .addColumn("holder", "text", (c) => c.notNull())
      .addColumn("fencing", "bigint", (c) => c.notNull())
      .addColumn("looked_until", "bigint", (c) => c.notNull().defaultTo(0))
      .addColumn("listed_until", "bigint", (c) => c.notNull().defaultTo(0))
      .addColumn("told_at", "bigint")
      .addColumn("told", "text")
      .addColumn("sample", "text")
      .addPrimaryKeyConstraint("leases_pk", ["owner", "task_id"])
      .execute();
    await db.schema.createIndex("leases_holder").on("leases").column("holder").execute();
    await db.schema
      .createTable("wanted_runs")
      .addColumn("owner", "text", (c) => c.notNull())
      .addColumn("task_id", "text", (c) => c.notNull())
      .addColumn("run_id", "text", (c) => c.notNull())
      .addPrimaryKeyConstraint("wanted_runs_pk", ["owner", "task_id", "run_id"])
      .execute();
    await sql`create index runs_going_on on runs (owner, task_id) where ${GOING_ON}`.execute(db);
  },
};

const shares: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("tasks").addColumn("runs_total", "bigint").execute();
    await db.schema
      .createTable("shares")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("secret_hash", "text", (c) => c.notNull())
      .addColumn("owner", "text", (c) => c.notNull())
      .addColumn("task_id", "text", (c) => c.notNull())
      .addColumn("run_id", "text", (c) => c.notNull())
      .addColumn("label", "text")
      .addColumn("include_task_name", "integer", (c) => c.notNull())
      .addColumn("include_result", "integer", (c) => c.notNull())
      .addColumn("include_tool_calls", "integer", (c) => c.notNull())
      .addColumn("include_live", "integer", (c) => c.notNull())
      .addColumn("badge", "integer", (c) => c.notNull())
      .addColumn("card", "integer", (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("expires_at", "bigint", (c) => c.notNull())
      .addColumn("paused_at", "bigint")
      .addColumn("paused_why", "text")
      .addColumn("ended_at", "bigint")
      .addColumn("ended_why", "text")
      .addColumn("last_opened_at", "bigint")
      .addColumn("views", "bigint", (c) => c.notNull().defaultTo(0))
      .addColumn("sealed_key", "text")
      .execute();
    await db.schema
      .createIndex("shares_owner")
      .on("shares")
      .columns(["owner", "task_id", "run_id"])
      .execute();
    await sql`create index shares_live on shares (expires_at) where ended_at is null`.execute(db);
    await sql`create index shares_keys on shares (id) where sealed_key is not null`.execute(db);
  },
};

const actions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("shares").addColumn("tool_call_id", "text").execute();
    await db.schema.alterTable("shares").addColumn("used_at", "bigint").execute();
    await sql`create index shares_questions on shares (created_at)
      where tool_call_id is not null and ended_at is null`.execute(db);
    await db.schema
      .createTable("requests")
      .addColumn("owner", "text", (c) => c.notNull())
      .addColumn("task_id", "text", (c) => c.notNull())
      .addColumn("run_id", "text", (c) => c.notNull())
      .addColumn("kind", "text", (c) => c.notNull())
      .addColumn("tool_call_id", "text", (c) => c.notNull())
      .addColumn("who", "text", (c) => c.notNull())
      .addColumn("at", "bigint", (c) => c.notNull())
      .addColumn("accepted", "integer", (c) => c.notNull())
      .addColumn("sent_at", "bigint", (c) => c.notNull())
      .addColumn("under_way", "integer", (c) => c.notNull())
      .addPrimaryKeyConstraint("requests_pk", [
        "owner",
        "task_id",
        "run_id",
        "kind",
        "tool_call_id",
      ])
      .execute();
    await db.schema
      .createTable("answer_refusals")
      .addColumn("owner", "text", (c) => c.primaryKey())
      .addColumn("at", "bigint", (c) => c.notNull())
      .execute();
    await db.schema
      .createTable("creations")
      .addColumn("owner", "text", (c) => c.notNull())
      .addColumn("id", "text", (c) => c.notNull())
      .addColumn("body_hash", "text", (c) => c.notNull())
      .addColumn("state", "text", (c) => c.notNull())
      .addColumn("task_id", "text")
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .addColumn("text", "text", (c) => c.notNull())
      .addColumn("agent", "text", (c) => c.notNull())
      .addColumn("tools", "text")
      .addPrimaryKeyConstraint("creations_pk", ["owner", "id"])
      .execute();
    await db.schema
      .createIndex("creations_task")
      .on("creations")
      .columns(["owner", "task_id"])
      .execute();
    await db.schema.alterTable("transitions").addColumn("action", "text").execute();
  },
};

const recentRuns: Migration = {
  async up(db: Kysely<unknown>) {
    // By an expression, since the two databases sort what is null to different ends.
    await sql`create index runs_recent
      on runs (owner, task_id, coalesce(created_at, 0) desc, id desc)`.execute(db);
    // Of two that would do, SQLite takes the younger one; for runs that go on, that is to be theirs.
    await db.schema.dropIndex("runs_going_on").execute();
    await sql`create index runs_going_on on runs (owner, task_id) where ${GOING_ON}`.execute(db);
  },
};

/** Every step from an empty database to the schema in force, in order. */
export const migrations: MigrationProvider = {
  getMigrations: async () => ({
    "0001": first,
    "0002": leases,
    "0003": shares,
    "0004": actions,
    "0005": recentRuns,
  }),
};
