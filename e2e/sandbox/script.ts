/** A script: what one run shows over time. Recordings of real runs have the same form. */
import { z } from "zod";

const recordSchema = z.record(z.string(), z.unknown());
const resultSchema = recordSchema.transform((value) =>
  typeof value.success === "boolean" && value.data !== undefined
    ? recordSchema.parse(value.data)
    : value,
);

/** Steps without `data` are notes of what the person who recorded did; a replay skips them. */
const samplesSchema = z
  .array(z.looseObject({ atMs: z.number().nonnegative(), data: recordSchema.optional() }))
  .transform((samples) =>
    samples.flatMap(({ atMs, data }) => (data === undefined ? [] : [{ atMs, data }])),
  );

export const scriptSchema = z.object({
  name: z.string().default("inline"),
  samples: samplesSchema,
  result: resultSchema.default({}),
  gif: resultSchema.optional(),
  /** What follows a taken answer; `atMs` counts from the answer. */
  afterAnswer: z.object({ samples: samplesSchema, result: resultSchema.default({}) }).optional(),
  /** After the last sample the replay waits `everyMs` and goes on at sample `from`. */
  loop: z
    .object({ from: z.number().int().nonnegative(), everyMs: z.number().positive() })
    .optional(),
});

export type Script = z.infer<typeof scriptSchema>;
export type Sample = Script["samples"][number];
/** One status answer, raw: any JSON may be in it. */
export type SampleData = Sample["data"];

export const DIALECTS = ["stock", "documented"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** The address by which a script asks for a picture; each run gets its own live page instead. */
/** The address by which a script, or a driven run, means the run's own recording. */
export const OWN_RECORDING = "https://live.example/session/recording";

export const LIVE_PLACEHOLDER = "https://live.example/session/";

/** What a run shows before its first sample (upstream.md point 8). */
const BEFORE: Record<Dialect, SampleData> = {
  stock: { status: null, toolCall: null, liveStatus: null },
  documented: {
    status: "scheduled",
    detailedStatus: "scheduled",
    toolCall: null,
    liveStatus: null,
  },
};

export const beforeFirst = (dialect: Dialect): SampleData => ({ ...BEFORE[dialect] });

/** One sample's data as this dialect says it, with the run's own live page. */
export function inDialect(data: SampleData, dialect: Dialect, liveUrl: string): SampleData {
  if (dialect === "documented" && data.status === null && !("detailedStatus" in data)) {
    return beforeFirst(dialect);
  }
  const live = data.liveStatus;
  if (typeof live === "string" && live.startsWith(LIVE_PLACEHOLDER)) {
    return { ...data, liveStatus: liveUrl };
  }
  return dialect === "documented" && live === "" ? { ...data, liveStatus: null } : data;
}
