/** What is given out as a file: a run's facts with its result, or with its timeline. */
import { z } from "zod";
import { idSchema, resultSchema, runStateSchema, transitionSchema } from "./api.ts";

const isoTime = z.iso.datetime();
const spanMs = z.number().int().nonnegative();

export const runFactsSchema = z.object({
  task: z.object({ id: idSchema, name: z.string() }),
  runId: idSchema,
  /** The name of the server, as configured. */
  server: z.string(),
  state: runStateSchema,
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  durationMs: spanMs.nullable(),
  exportedAt: isoTime,
});
export type RunFacts = z.infer<typeof runFactsSchema>;

/** The result with its run; its table belongs to the task (upstream.md point 13). */
export const resultExportSchema = z.object({ run: runFactsSchema, result: resultSchema });

export const timelineEntrySchema = transitionSchema
  .pick({ seq: true, kind: true, at: true, until: true, precisionMs: true, state: true })
  .extend({
    durationMs: spanMs.nullable(),
    /** As the timeline has them: a step's or an end's are the agent's own. */
    words: z.string(),
    /** Whether the agent's browser could be watched. */
    live: z.boolean(),
    /** What a question was called; never what it was answered. */
    question: z
      .object({
        tool: z.string(),
        heading: z.string().nullable(),
        /** Null while it waits. */
        waitedMs: spanMs.nullable(),
      })
      .nullable(),
  });
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const timelineExportSchema = z.object({
  run: runFactsSchema,
  recording: z.object({
    /** The true moment of each entry lies within this many milliseconds before it. */
    precisionMs: spanMs.nullable(),
    /** Stretches in which nobody watched, and how long they were together. */
    gaps: z.number().int().nonnegative(),
    gapsMs: spanMs,
    /** How many of the oldest entries are not in here. */
    leftOut: z.number().int().nonnegative(),
  }),
  entries: z.array(timelineEntrySchema),
});
export type TimelineExport = z.infer<typeof timelineExportSchema>;

export const resultQuerySchema = z.object({ format: z.enum(["json", "csv"]).optional() });
export const timelineQuerySchema = z.object({
  format: z.enum(["json", "csv", "md"]).default("json"),
});
/** `ask=now`: a person wishes it; without it, a page that is open asks by itself. */
export const recordingQuerySchema = z.object({ ask: z.literal("now").optional() });
