/** What is done with runs through Runboard's own API: requests and answers. */
import { z } from "zod";
import { idSchema, runStateSchema } from "./api.ts";

const isoTime = z.iso.datetime();

/** An answer to a tool call: what is passed on as the API's `input`, to the letter. */
export const answerSchema = z.strictObject({ input: z.string().min(1).max(50_000) });

/** The id of a tool call as it comes in a path: whatever the server called it. */
export const toolCallIdSchema = z.string().min(1).max(200);

export const answeredSchema = z.object({
  /** What the status has shown since: the question is gone, and the run goes on or has ended. */
  outcome: z.enum(["continued", "ended"]),
});
export type Answered = z.infer<typeof answeredSchema>;

export const runStoppedSchema = z.object({
  /** `accepted` is the server's word; that the run stopped is for its state to show. */
  outcome: z.enum(["accepted", "already_ended"]),
  state: runStateSchema,
});
export type RunStopped = z.infer<typeof runStoppedSchema>;

export const taskStoppedSchema = z.object({
  /** As `/tasks` had it after the server accepted; null when it could not be read again. */
  outcome: z.enum(["stopped", "still_active", "not_read"]),
});
export type TaskStopped = z.infer<typeof taskStoppedSchema>;

/** The agents that are documented; another name ends in a silent error (upstream.md point 18). */
export const KNOWN_AGENTS = ["BROWSER_AGENT", "DEEPRESEARCH_AGENT", "GENERATIVE_AGENT"] as const;

export const toolSchema = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({
    name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    description: z.string().max(4_000).optional(),
    parameters: z.record(z.string(), z.json()).optional(),
  }),
});
export type Tool = z.infer<typeof toolSchema>;

/** No text of a person's holds a NUL, and PostgreSQL refuses it. */
const text = () => z.string().overwrite((given) => given.replaceAll("\0", ""));

export const createTaskSchema = z.strictObject({
  task: text().trim().min(1).max(20_000),
  agent: text().trim().min(1).max(100).default("BROWSER_AGENT"),
  tools: z.array(toolSchema).max(20).optional(),
});
export type CreateTask = z.input<typeof createTaskSchema>;

/** What a client names one wish to create a task by, so that it is sent once. */
export const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

export const createdTaskSchema = z.object({ taskId: idSchema });
export type CreatedTask = z.infer<typeof createdTaskSchema>;

export const creationSchema = z.object({
  /** `unconfirmed`: it was sent and no answer came, so it may have started. */
  state: z.enum(["pending", "created", "refused", "unconfirmed"]),
  taskId: idSchema.nullable(),
  startedAt: isoTime,
});
export type Creation = z.infer<typeof creationSchema>;

/** What a task was created with, for doing it again. */
export const taskTemplateSchema = z.object({
  task: z.string(),
  agent: z.string(),
  /** As they were sent: a program may send more than is checked here. */
  tools: z.array(z.record(z.string(), z.json())).nullable(),
});
export type TaskTemplate = z.infer<typeof taskTemplateSchema>;

export const recordingViewSchema = z.object({
  /** `none`: only completed runs have one. `failed`: the server said it has none. */
  state: z.enum(["none", "pending", "ready", "failed"]),
  /** To the letter as the server gave it; null too where that is no address to send anybody to. */
  url: z.url().nullable(),
  /** The host of `url`, for whoever is to decide whether to go there. */
  host: z.string().nullable(),
  /** Whether its origin is one whose pictures this page may show. */
  inPlace: z.boolean(),
  /** When the server may be asked again; null when there is nothing more to learn. */
  nextAskAt: isoTime.nullable(),
  /** Whether it then is by itself; else only when a person wishes it. */
  asksAgain: z.boolean(),
});
export type RecordingView = z.infer<typeof recordingViewSchema>;
