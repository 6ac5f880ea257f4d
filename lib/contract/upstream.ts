/** What the Browserable API may answer, read tolerantly: it is somebody else's wire format. */
import { z } from "zod";

const MAX_TEXT = 2_000;
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Control characters other than line breaks and tabs, and what is drawn as nothing or turns text. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A text without what nobody sees in it. */
export const withoutUnseen = (value: string): string => value.replace(UNSEEN, "");

/** Cut, well-formed, and without what nobody sees. */
const clean = (value: string, max: number) => withoutUnseen(value.slice(0, max).toWellFormed());
const text = (max = MAX_TEXT) => z.string().transform((value) => clean(value, max));
/** Anything, or nothing at all: zod refuses a missing key unless told that it may be missing. */
const anything = z.unknown().optional();
const looseText = text()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const looseCount = z.coerce.number().int().nonnegative().nullish().catch(null);
const id = z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(ID));

/** Every JSON answer; `success: false` means failure under any HTTP status (upstream.md point 1). */
export const envelopeSchema = z.object({
  success: z.boolean(),
  data: z.unknown().optional(),
  error: looseText,
  total: looseCount,
});
export type Envelope = z.infer<typeof envelopeSchema>;

export const UPSTREAM_STATUSES = ["scheduled", "running", "completed", "error"] as const;
/** A status we do not know is kept apart, and means running (upstream.md, last list). */
type UpstreamStatus = (typeof UPSTREAM_STATUSES)[number] | "unrecognised";

const status = anything.transform((value): UpstreamStatus | null =>
  value === null || value === undefined
    ? null
    : (UPSTREAM_STATUSES.find((known) => known === value) ?? "unrecognised"),
);

const record = z.record(z.string(), z.unknown());

type Json = z.infer<ReturnType<typeof z.json>>;
/** No single text in an answer is longer than the whole answer may be. */
const WHOLE = 5 * 1024 * 1024;

/** Every text within, keys too: half a character or a NUL is not the same once it was HTML. */
function cleanJson(value: Json): Json {
  if (typeof value === "string") return clean(value, WHOLE);
  if (Array.isArray(value)) return value.map(cleanJson);
  return typeof value === "object" && value !== null ? cleanRecord(value) : value;
}
const cleanRecord = (value: Record<string, Json>): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [clean(key, WHOLE), cleanJson(inner)]),
  );
const json = z.json().transform(cleanJson);
const row = z.record(z.string(), z.json()).transform(cleanRecord);

/** What a password field is filled with is nobody's to show or keep, whoever filled it. */
function withoutPasswords(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutPasswords);
  if (typeof value !== "object" || value === null) return value;
  const isPassword = typeof value.type === "string" && value.type.toLowerCase() === "password";
  const entries = Object.entries(value).filter(
    ([name]) => !isPassword || (name !== "defaultValue" && name !== "value"),
  );
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutPasswords(inner)]));
}

/** Any object is an open tool call: a question must not be lost to a missing key (point 11). */
const toolCall = anything.transform((value) => {
  const call = record.safeParse(value);
  if (!call.success) return null;
  const tool = record.safeParse(call.data.tool).data ?? call.data;
  const name = text(200).safeParse(tool.name);
  const callId = z.coerce.string().safeParse(call.data.toolCallId ?? call.data.id ?? "");
  const parameters = json.safeParse(tool.parameters);
  return {
    id: clean(callId.data ?? "", 200),
    name: name.data || "unknown",
    parameters: withoutPasswords(parameters.data ?? null),
  };
});

const MAX_URL = 4_096;
/** In place of an address that is too long: a part of it would be another one. */
const NO_ADDRESS = "about:invalid";

/** Where the picture is: a URL, "" once the browser has closed, null before (upstream.md point 10). */
const liveStatus = anything.transform((value): string | null => {
  if (typeof value === "string") return value.length > MAX_URL ? NO_ADDRESS : value;
  if (typeof value === "object" && value !== null && "url" in value) {
    if (typeof value.url !== "string") return null;
    return value.url.length > MAX_URL ? NO_ADDRESS : value.url;
  }
  return null;
});

/** `GET /task/{taskId}/run/status` */
export const statusSchema = z.object({
  status,
  detailedStatus: looseText,
  toolCall,
  liveStatus,
});
export type UpstreamSample = z.infer<typeof statusSchema>;

/** The same call's answer as it came, for those who asked for just that. */
export const rawStatusSchema = z.object({
  status: anything,
  detailedStatus: anything,
  toolCall: anything,
  liveStatus: anything,
});
export type RawStatus = z.infer<typeof rawStatusSchema>;

/** The API gives at most 30 rows a page. */
const MAX_ROWS = 200;

/** A list whose unreadable rows are dropped and whose repeated ids are merged (point 5). */
const rows = <T extends { id: string }>(row: z.ZodType<T>) =>
  z.array(z.unknown()).transform((list) => {
    const byId = new Map<string, T>();
    for (const item of list.slice(0, MAX_ROWS)) {
      const parsed = row.safeParse(item);
      if (parsed.success && !byId.has(parsed.data.id)) byId.set(parsed.data.id, parsed.data);
    }
    return [...byId.values()];
  });

/** `GET /tasks`; any task status but "active" means that no further run will come. */
export const tasksSchema = rows(
  z.object({
    id,
    status: anything.transform((value) => value === "active"),
    readable_name: looseText,
  }),
);
export type UpstreamTask = z.infer<typeof tasksSchema>[number];

/** The first moment that ISO 8601 no longer writes with four digits for the year. */
const YEAR_10000 = Date.UTC(10_000, 0, 1);

const time = anything.transform((value) => {
  const parsed = typeof value === "string" || typeof value === "number" ? new Date(value) : null;
  const ms = parsed?.getTime() ?? Number.NaN;
  return Number.isFinite(ms) && ms > 0 && ms < YEAR_10000 ? ms : null;
});

/** `GET /task/{taskId}/runs`, newest first; `created_at` as epoch ms. */
export const runsSchema = rows(z.object({ id, created_at: time }));
export type UpstreamRun = z.infer<typeof runsSchema>[number];

const resultShape = z.object({
  status,
  /** The status as it came, for clients of the documented API. */
  rawStatus: text(100).nullable().default(null).catch(null),
  error: text(10_000).nullable().default(null).catch(null),
  output: json.nullable().default(null).catch(null),
  dataTable: z
    .array(z.unknown())
    .transform((list) =>
      list.map((item) => row.safeParse(item)).flatMap((read) => (read.success ? [read.data] : [])),
    )
    .catch([]),
});
/** `GET /task/{taskId}/run/result` */
export const resultDataSchema = z.preprocess(
  (data) =>
    record.safeParse(data).success
      ? { ...(data as object), rawStatus: (data as { status?: unknown }).status }
      : data,
  resultShape,
);
export type UpstreamResult = z.infer<typeof resultDataSchema>;

const RECORDING_STATES = ["pending", "error", "completed"] as const;
/** `GET /task/{taskId}/run/gif`; a status nobody documented is still pending. */
export const recordingSchema = z.object({
  status: anything.transform(
    (value): (typeof RECORDING_STATES)[number] =>
      RECORDING_STATES.find((known) => known === value) ?? "pending",
  ),
  /** Kept to the letter: an address with `%2F` in it is another one without (point 17). */
  url: z.string().max(MAX_URL).nullable().default(null).catch(null),
  error: looseText,
});
export type UpstreamRecording = z.infer<typeof recordingSchema>;

/** `POST /task/create` */
export const createdSchema = z.object({ taskId: id });
