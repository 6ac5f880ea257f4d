/** What the control calls take. */
import { z } from "zod";
import { catalogue } from "./catalogue.ts";
import { faultSchema } from "./fault-queue.ts";
import { DIALECTS, scriptSchema } from "./script.ts";

/** A script by name, or one written out in the request. */
const scriptRef = z
  .unknown()
  .transform((value, issues) => {
    if (typeof value !== "string") return value;
    const named = catalogue.get(value);
    if (named) return named;
    issues.addIssue({ code: "custom", message: `no script "${value}"; see GET /_sandbox/scripts` });
    return z.NEVER;
  })
  .pipe(scriptSchema);

export const runBody = z.strictObject({
  script: scriptRef,
  speed: z.number().positive().max(10_000).optional(),
  manual: z.boolean().optional(),
  startedAgoMs: z.number().nonnegative().optional(),
});

export const keyBody = z.strictObject({
  dialect: z.enum(DIALECTS).optional(),
  key: z.string().min(1).max(256).optional(),
  seed: z.enum(["empty", "demo"]).default("empty"),
});

export const taskBody = z.strictObject({
  name: z.string().optional(),
  recurring: z.boolean().optional(),
  active: z.boolean().optional(),
  createdAgoMs: z.number().nonnegative().default(0),
  runs: z.array(runBody).default([]),
});

export const bulkBody = z.strictObject({
  count: z.number().int().min(1).max(20_000),
  prefix: z.string().default("Task"),
  script: scriptRef.optional(),
});

export const taskChangeBody = z.strictObject({
  name: z.string().optional(),
  active: z.boolean().optional(),
  /** Any raw status, such as `archived`. */
  status: z.string().optional(),
});

export const advanceBody = z.strictObject({ steps: z.number().int().min(1).default(1) });

export const sampleBody = z.strictObject({
  status: z.unknown().optional(),
  detailedStatus: z.unknown().optional(),
  toolCall: z.unknown().optional(),
  liveStatus: z.unknown().optional(),
  result: z.record(z.string(), z.unknown()).optional(),
});

export const faultsBody = z.strictObject({ faults: z.array(faultSchema) });

export const outageBody = z.strictObject({ ms: z.number().nonnegative().optional() });
