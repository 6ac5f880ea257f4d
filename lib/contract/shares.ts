/** Share links: what their owners send and get, and all that a stranger with a link may see. */
import { z } from "zod";
import {
  freshnessSchema,
  idSchema,
  limitSchema,
  liveSchema,
  pageSchema,
  resultSchema,
  runStateSchema,
  runViewSchema,
  toolCallSchema,
} from "./api.ts";
import { withoutUnseen } from "./upstream.ts";

const isoTime = z.iso.datetime();

/** 72 bits, base64url: what an address, a badge and a preview card name a share by. */
export const shareIdSchema = z.string().regex(/^[A-Za-z0-9_-]{12}$/);

/** How long a link may last; never for ever. */
const expiresInSchema = z.enum(["1h", "24h", "7d", "30d"]);
export type ExpiresIn = z.infer<typeof expiresInSchema>;

/** Shown to whoever has the link; an empty one is none. */
const labelSchema = z
  .string()
  .transform(withoutUnseen)
  .pipe(z.string().trim().max(80))
  .transform((text) => text || null)
  .nullable();

/** What a viewer sees beside state, timing and steps. */
const shareIncludeSchema = z.strictObject({
  taskName: z.boolean().default(true),
  result: z.boolean().default(false),
  toolCalls: z.boolean().default(false),
  live: z.boolean().default(false),
});
export type ShareInclude = z.infer<typeof shareIncludeSchema>;

export const createShareSchema = z.strictObject({
  taskId: idSchema,
  runId: idSchema,
  expiresIn: expiresInSchema.default("24h"),
  include: shareIncludeSchema.prefault({}),
  /** Whether anybody may see the state in a badge, and in the card of a pasted link. */
  badge: z.boolean().default(false),
  card: z.boolean().default(false),
  label: labelSchema.default(null),
});
export type CreateShare = z.input<typeof createShareSchema>;

export const changeShareSchema = z
  .strictObject({
    paused: z.boolean(),
    label: labelSchema,
    include: z.strictObject({
      taskName: z.boolean().optional(),
      result: z.boolean().optional(),
      toolCalls: z.boolean().optional(),
      live: z.boolean().optional(),
    }),
    badge: z.boolean(),
    card: z.boolean(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "names nothing to change");
export type ChangeShare = z.input<typeof changeShareSchema>;

/** Told once: the secret in `url` is stored nowhere. */
export const createdShareSchema = z.object({
  id: shareIdSchema,
  url: z.url(),
  expiresAt: isoTime,
});
export type CreatedShare = z.infer<typeof createdShareSchema>;

export const shareRowSchema = z.object({
  id: shareIdSchema,
  label: z.string().nullable(),
  task: z.object({ id: idSchema, name: z.string() }),
  runId: idSchema,
  runState: runStateSchema,
  /** Whether it lets somebody answer one question, and shows nothing else of the run. */
  answers: z.boolean(),
  /**
   * `key_rejected`: paused because the server no longer accepts the key. The last four are of links
   * that answer: an answer was sent, or may have been, the question is over, the server cannot take
   * answers.
   */
  status: z.enum([
    "live",
    "paused",
    "key_rejected",
    "expired",
    "revoked",
    "used",
    "unconfirmed",
    "question_over",
    "unsupported",
  ]),
  include: shareIncludeSchema,
  badge: z.boolean(),
  card: z.boolean(),
  createdAt: isoTime,
  expiresAt: isoTime,
  /** When it expired, was revoked or served; null while it lives. */
  endedAt: isoTime.nullable(),
  /** When somebody last opened it; null before. */
  lastOpenedAt: isoTime.nullable(),
  views: z.number().int().nonnegative(),
  /** Whether a sealed copy of the key is kept for it. */
  holdsKey: z.boolean(),
});
export type ShareRow = z.infer<typeof shareRowSchema>;

export const shareListSchema = z.object({
  shares: z.array(shareRowSchema),
  page: z.number().int(),
  limit: z.number().int(),
  total: z.number().int(),
  /** How many of this owner's links live (paused ones too), whatever was asked for. */
  live: z.number().int(),
});
export type ShareList = z.infer<typeof shareListSchema>;

/** All shares, or with both ids those of one run. */
export const shareListQuerySchema = z
  .object({
    page: pageSchema,
    limit: limitSchema,
    taskId: idSchema.optional(),
    runId: idSchema.optional(),
  })
  .refine(({ taskId, runId }) => !taskId === !runId, "needs both ids, or neither");
export type ShareListQuery = z.infer<typeof shareListQuerySchema>;

/** What a share would show, before there is one. `include` is a comma-separated list. */
export const sharePreviewQuerySchema = z.object({
  taskId: idSchema,
  runId: idSchema,
  expiresIn: expiresInSchema.default("24h"),
  label: labelSchema.default(null),
  include: z
    .string()
    .default("taskName")
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.enum(["taskName", "result", "toolCalls", "live"])).max(4))
    .transform(
      (names): ShareInclude => ({
        taskName: names.includes("taskName"),
        result: names.includes("result"),
        toolCalls: names.includes("toolCalls"),
        live: names.includes("live"),
      }),
    ),
});
export type SharePreviewQuery = z.infer<typeof sharePreviewQuerySchema>;

const { state, step, startedAt, endedAt, transitions, hasEarlier } = runViewSchema.shape;

/**
 * All that a share tells: what it does not name does not leave. A part that is not included is
 * absent; one that is included and not there yet is null.
 */
export const sharedRunViewSchema = z.object({
  label: z.string().nullable(),
  expiresAt: isoTime,
  task: z.object({ name: z.string() }).optional(),
  state,
  step,
  freshness: freshnessSchema,
  startedAt,
  endedAt,
  transitions,
  hasEarlier,
  /** Its id means something within this share only; so do those in `transitions`. */
  toolCall: toolCallSchema.nullable().optional(),
  live: liveSchema.optional(),
  result: resultSchema
    .pick({ output: true, readAt: true })
    .extend({
      /** Absent when the task has more than one run: its rows belong to all of them. */
      dataTable: resultSchema.shape.dataTable.optional(),
    })
    .nullable()
    .optional(),
});
export type SharedRunView = z.infer<typeof sharedRunViewSchema>;
