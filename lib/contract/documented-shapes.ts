/** What the documented API is asked and answers, as Runboard speaks it. */
import { z } from "zod";
import { answerSchema, createTaskSchema, toolCallIdSchema } from "./actions.ts";
import { idSchema, limitSchema, optionalIdSchema, pageSchema } from "./api.ts";

/** The API's own texts and objects as they come; what cannot be one is none. */
const textAsItCame = z.preprocess(
  (value) => (typeof value === "string" ? value : null),
  z.string().nullable(),
);
const isObject = (value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const record = z.record(z.string(), z.unknown());

/** No status means that there is no run, so whatever else came is still one. */
const status = z
  .preprocess(
    (value) =>
      value === null || value === undefined || typeof value === "string"
        ? (value ?? null)
        : "unrecognised",
    z.string().nullable(),
  )
  .describe(
    "scheduled, running, completed or error; null while the task has no run yet. Texts that are not documented are passed on as they come: such a run goes on.",
  )
  .meta({ examples: ["scheduled", "running", "completed", "error", null] });

const data = <T extends z.ZodType>(schema: T) =>
  z.object({ success: z.literal(true), data: schema });

/** Of a write: it was done, and there is nothing else to tell. */
export const doneSchema = z.object({ success: z.literal(true) });
export const okSchema = data(z.literal("ok"));

export const pagingSchema = z.object({
  page: pageSchema.describe("From 1 on."),
  limit: limitSchema.describe("Rows a page; at most 30."),
});
export type Paging = z.infer<typeof pagingSchema>;

export const runQuerySchema = z.object({
  runId: optionalIdSchema.describe("Which run; without it, the most recent one."),
});

const page = <T extends z.ZodType>(row: T) =>
  z.object({
    success: z.literal(true),
    data: z.array(row),
    total: z.number().int().nonnegative().describe("How many there are on all pages."),
    page: z.number().int(),
    limit: z.number().int(),
  });

export const taskPageSchema = page(
  z.object({
    id: idSchema,
    status: z.enum(["active", "inactive"]).describe("Whether further runs may start."),
    readable_name: z.string().describe("May be empty."),
  }),
);
export const runPageSchema = page(
  z.object({
    id: idSchema,
    created_at: z.iso
      .datetime()
      .nullable()
      .describe("By Runboard's clock where the server's is off; null when it cannot be read."),
  }),
);

const json = z.record(z.string(), z.json());
/** What is not described is the server's to judge, and passed on. */
export const createBodySchema = z.looseObject({
  ...createTaskSchema.shape,
  tools: z
    .array(json)
    .max(100)
    .optional()
    .describe("The tools the agent may call, passed on as they come."),
});
export const createdSchema = data(z.object({ taskId: idSchema }));

export const statusAnswerSchema = data(
  z.object({
    status,
    detailedStatus: textAsItCame.describe("What the agent does, in words for people."),
    toolCall: z
      .preprocess((value) => (isObject(value) ? value : null), record.nullable())
      .describe("The question the run waits with: toolCallId, and tool with name and parameters."),
    liveStatus: z
      .preprocess(
        (value) => (typeof value === "string" || isObject(value) ? value : null),
        z.union([z.string(), record, z.null()]),
      )
      .describe(
        "Where the browser can be watched, as the server gave it. Whoever has this address may be able to act in that browser.",
      ),
  }),
);

export const resultAnswerSchema = data(
  z.object({
    status,
    error: z.string().optional().describe("Why the run failed, where the server said so."),
    output: z.unknown().optional().describe("Any JSON; absent when there is none."),
    dataTable: z.array(record).describe("The task's rows, whichever of its runs is asked for."),
  }),
);

export const recordingAnswerSchema = data(
  z.object({
    status: z
      .enum(["pending", "error", "completed"])
      .describe("pending: none yet, and there may never be one. error: there will be none."),
    url: z.string().optional().describe("To the letter: %2F in it is part of the address."),
    error: z.string().optional(),
  }),
);

export const inputBodySchema = z.object({
  input: answerSchema.shape.input.describe(
    "For form_input: the JSON text of the form's fields with a value each.",
  ),
  toolCallId: toolCallIdSchema
    .nullish()
    .describe("Which question it answers; without it, the one that is open when this comes in."),
});
