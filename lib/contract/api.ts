/** Runboard's own HTTP API: every request and answer, parsed on the way in and on the way out. */
import { z } from "zod";
import { withoutUnseen } from "./upstream.ts";

const isoTime = z.iso.datetime();
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
/** An id in a query; clients that have none often send an empty one. */
export const optionalIdSchema = z
  .union([z.literal("").transform(() => undefined), idSchema])
  .optional();
const jsonSchema = z.json();
export type Json = z.infer<typeof jsonSchema>;

export const runStateSchema = z.enum([
  "preparing",
  "scheduled",
  "running",
  "waiting",
  "completed",
  "failed",
  "stopped",
  "unknown",
]);
export type RunState = z.infer<typeof runStateSchema>;

export const freshnessSchema = z.object({
  /** When the newest sample was read; null before the first. */
  observedAt: isoTime.nullable(),
  /** When the next sample is due; null when none will be made. */
  nextSampleAt: isoTime.nullable(),
  /** True when what is shown may no longer be so. */
  stale: z.boolean(),
  /** Why it is stale; `many_runs` alone says only that samples come further apart than usual. */
  reason: z
    .enum([
      "not_read_yet",
      "upstream_unreachable",
      "upstream_error",
      "upstream_busy",
      "upstream_timeout",
      "rate_limited",
      "key_rejected",
      "superseded",
      "not_followed",
      "many_runs",
      "store_unavailable",
      "internal",
    ])
    .nullable(),
});
export type Freshness = z.infer<typeof freshnessSchema>;
export type StaleReason = NonNullable<Freshness["reason"]>;

export const toolCallSchema = z.object({
  id: z.string(),
  name: z.string(),
  parameters: jsonSchema,
});
export type ToolCall = z.infer<typeof toolCallSchema>;

export const liveSchema = z.object({
  url: z.url().nullable(),
  /** Why there is no picture; null exactly when `url` is set. */
  reason: z
    .enum([
      "not_opened",
      "queued",
      "no_picture",
      "absent",
      "closed",
      "ended",
      "not_allowed",
      "insecure",
      "unknown",
    ])
    .nullable(),
});
export type Live = z.infer<typeof liveSchema>;
export type LiveReason = NonNullable<Live["reason"]>;

export const transitionSchema = z.object({
  seq: z.number().int().positive(),
  kind: z.enum(["step", "question", "browser", "action", "gap", "end"]),
  at: isoTime,
  /** When the next transition began; null while this one is the open one. */
  until: isoTime.nullable(),
  /** The true moment lies within this many milliseconds before `at`. */
  precisionMs: z.number().int().nonnegative(),
  state: runStateSchema,
  step: z.string().nullable(),
  /** Whether the agent's browser could be watched. */
  live: z.boolean(),
  toolCall: toolCallSchema.optional(),
  /** What somebody did through Runboard; never what they said. */
  action: z.object({ who: z.string(), what: z.string() }).optional(),
});
export type Transition = z.infer<typeof transitionSchema>;

export const resultSchema = z.object({
  /** Why the run ended as it did, in the server's words; null when it gave none. */
  error: z.string().nullable(),
  output: jsonSchema.nullable(),
  /** Belongs to the task, not to the run (upstream.md point 13). */
  dataTable: z.array(z.record(z.string(), jsonSchema)),
  /** When the result was read. */
  readAt: isoTime,
});
export type RunResult = z.infer<typeof resultSchema>;

export const runViewSchema = z.object({
  task: z.object({
    id: idSchema,
    name: z.string(),
    active: z.boolean(),
    /** Whether Runboard created it, so that it can be created again. */
    createdHere: z.boolean(),
  }),
  /** Null while the task has no run yet. */
  runId: idSchema.nullable(),
  state: runStateSchema,
  step: z.string().nullable(),
  toolCall: toolCallSchema.nullable(),
  /** What was asked of the run through Runboard and has not come true yet. */
  requests: z.object({
    /** When a stop was sent; null when none was, or it has ended. */
    stopAt: isoTime.nullable(),
    /** Whether the server was seen to accept it; while it is on its way, it was not. */
    stopAccepted: z.boolean(),
    /** When an answer to the open question was sent. */
    answerAt: isoTime.nullable(),
    answerAccepted: z.boolean(),
    /** Whether it was sent by the owner, or through a link that lets somebody else answer. */
    answerBy: z.enum(["you", "link"]).nullable(),
  }),
  /** False once the server has shown that it cannot take answers (upstream.md point 12). */
  takesAnswers: z.boolean(),
  live: liveSchema,
  freshness: freshnessSchema,
  startedAt: isoTime.nullable(),
  /** Null while the run goes on, and when nobody watched it end. */
  endedAt: isoTime.nullable(),
  transitions: z.array(transitionSchema),
  /** True when transitions older than the first one given exist. */
  hasEarlier: z.boolean(),
  /** A run of the same task that started after this one. */
  newerRunId: idSchema.nullable(),
  result: resultSchema.nullable(),
});
export type RunView = z.infer<typeof runViewSchema>;

export const runViewQuerySchema = z.object({
  after: z.coerce.number().int().min(0).max(2_000_000_000).optional(),
  before: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(200),
});
export type RunViewQuery = z.infer<typeof runViewQuerySchema>;

/** How many of a task's last runs a list tells of. */
export const RECENT_RUNS = 6;

export const recentRunSchema = z.object({
  state: runStateSchema,
  /** From start to end as recorded; null while it goes on, and when nobody watched it end. */
  durationMs: z.number().int().nonnegative().nullable(),
});
export type RecentRun = z.infer<typeof recentRunSchema>;

export const taskRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  active: z.boolean(),
  /** Newer tasks have higher numbers, whatever the order of the list. */
  rank: z.number(),
  run: z
    .object({
      id: idSchema.nullable(),
      state: runStateSchema,
      step: z.string().nullable(),
      startedAt: isoTime.nullable(),
      /** When its last change was seen; null when it was over by then. */
      changedAt: isoTime.nullable(),
      /** How long before that it may have been, in ms; null where no change was seen. */
      changedWithinMs: z.number().int().nonnegative().nullable(),
    })
    .nullable(),
  /** Its last known runs, oldest first. */
  recent: z.array(recentRunSchema).max(RECENT_RUNS),
});
export type TaskRow = z.infer<typeof taskRowSchema>;

export const taskListSchema = z.object({
  tasks: z.array(taskRowSchema),
  page: z.number().int(),
  limit: z.number().int(),
  /** How many known tasks match the filters; without filters, how many there are. */
  total: z.number().int(),
  /** How many tasks Runboard knows: what filters and order are over. */
  over: z.number().int(),
  /** How many of those that Runboard knows wait for an answer, whatever the filters. */
  waiting: z.number().int(),
  /** The rank of the newest task that Runboard knows: what is above it later is new. */
  newest: z.number(),
  /** How many tasks the server says there are; null when it has not said. */
  upstreamTotal: z.number().int().nullable(),
  freshness: freshnessSchema,
});
export type TaskList = z.infer<typeof taskListSchema>;

export const pageSchema = z.coerce.number().int().min(1).max(10_000).default(1);
export const limitSchema = z.coerce.number().int().min(1).max(30).default(30);

export const taskListQuerySchema = z.object({
  page: pageSchema,
  limit: limitSchema,
  /** One state or several, comma-separated. */
  state: z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(runStateSchema).max(8))
    .default([]),
  // No name holds what nobody sees, and PostgreSQL refuses a NUL.
  q: z.string().transform(withoutUnseen).pipe(z.string().trim().max(200)).default(""),
});
export type TaskListQuery = z.infer<typeof taskListQuerySchema>;

export const runRowSchema = z.object({
  id: idSchema,
  state: runStateSchema,
  step: z.string().nullable(),
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  /** From start to end as recorded; null when nobody watched it end. */
  durationMs: z.number().int().nonnegative().nullable(),
});
export type RunRow = z.infer<typeof runRowSchema>;

export const runListSchema = z.object({
  task: z.object({
    id: idSchema,
    name: z.string(),
    active: z.boolean(),
    /** Only what the API has shown: two runs, or an end that left the task active or inactive. */
    recurrence: z.enum(["recurring", "one-shot", "unknown"]),
  }),
  runs: z.array(runRowSchema),
  page: z.number().int(),
  limit: z.number().int(),
  total: z.number().int().nullable(),
  freshness: freshnessSchema,
});
export type RunList = z.infer<typeof runListSchema>;

export const runListQuerySchema = z.object({ page: pageSchema, limit: limitSchema });
export type RunListQuery = z.infer<typeof runListQuerySchema>;

/** Printable ASCII without blanks: what may travel in a header as a key. */
export const apiKeySchema = z.string().regex(/^[\x21-\x7e]{8,256}$/);

export const signInSchema = z.strictObject({
  apiKey: z.string().trim().pipe(apiKeySchema),
  upstream: z.string().max(64).optional(),
});

export const sessionViewSchema = z.object({
  signedIn: z.literal(true),
  /** The last four characters of the key. */
  keyHint: z.string().max(4),
  /** The name of the server, as configured. */
  upstream: z.string(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;
