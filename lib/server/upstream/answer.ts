import "server-only";
import { type Envelope, envelopeSchema, withoutUnseen } from "@/lib/contract/upstream";
import { AppError } from "@/lib/server/errors";
import type { HttpAnswer } from "@/lib/server/upstream/transport";

const MAX_DEPTH = 32;
const MAX_RETRY_AFTER_MS = 10 * 60_000;

/** Only these two texts mean a bad key (upstream.md point 1). */
const BAD_KEY = ["API key is required", "Invalid API key"];

/** Something answered, and it was not the API: an unknown path is HTML on the real server (point 3). */
class NotJson extends AppError {
  /** What stands before the API and fails answers like that too; it says nothing of the path. */
  readonly isPathUnknown: boolean;

  constructor(status: number, cause: Error) {
    const isRefused = status >= 400 && status < 500;
    super(status === 404 ? "not_found" : "upstream_error", { cause, mayBeDone: !isRefused });
    this.isPathUnknown = status < 500;
  }
}

/** The API said no. Its words decide what comes next in a few places, and are told to nobody. */
class Refused extends AppError {
  readonly said: string;

  constructor(status: number, said: string, cause: Error) {
    super("upstream_error", { cause, mayBeDone: status >= 500 });
    this.said = said;
  }
}

/** What the API said when it refused; null for every other failure. */
export const refusalOf = (error: unknown): string | null =>
  error instanceof AppError && "said" in error && typeof error.said === "string"
    ? error.said
    : null;

/** "On 404 or non-JSON": then the server does not have this form of the path. */
export const isPathUnknown = (error: unknown): boolean =>
  error instanceof AppError &&
  (error.code === "not_found" || ("isPathUnknown" in error && error.isPathUnknown === true));

/**
 * Whether the API refused with these words and no others: a text that repeats what it was sent may
 * hold any words (upstream.md point 2).
 */
export const refusedWith = (error: unknown, words: string): boolean =>
  refusalOf(error)
    ?.replace(/^\w*Error: /, "")
    .trim() === words;

/** How a write failed: refused, so that nothing was done; nobody knows; or as it stands, not done. */
export function writeFailure(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.mayBeDone) return new AppError("outcome_unknown", { cause: error, mayBeDone: true });
  // The run and the task are known: what is not found is not to be changed.
  const isRefused = refusalOf(error) !== null || error.code === "not_found";
  return isRefused ? new AppError("upstream_refused", { cause: error }) : error;
}

/**
 * A text without the key in it, however the server spelt it: also where characters that are taken
 * out later would have let it come together again.
 */
function withoutKey(text: string, apiKey: string): string {
  if (apiKey === "") return text;
  const seen = withoutUnseen(text);
  const spellings = [apiKey, encodeURIComponent(apiKey)];
  if (!spellings.some((spelling) => seen.includes(spelling))) return text;
  return spellings.reduce((left, spelling) => left.replaceAll(spelling, "…"), seen);
}

/**
 * A copy without `__proto__` and without the key, in names and values. Refuses what is nested too
 * deeply to be handled by recursion later.
 */
function tame(value: unknown, apiKey: string, depth = 1): unknown {
  if (typeof value === "string") return withoutKey(value, apiKey);
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) throw new Error(`nested deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) return value.map((inner) => tame(inner, apiKey, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "__proto__")
      .map(([name, inner]) => [withoutKey(name, apiKey), tame(inner, apiKey, depth + 1)]),
  );
}

function parseEnvelope(body: string, apiKey: string): Envelope | Error {
  try {
    const parsed = envelopeSchema.safeParse(tame(JSON.parse(body), apiKey));
    return parsed.success ? parsed.data : new Error("not the API's envelope");
  } catch (error) {
    return new Error("not JSON", { cause: error });
  }
}

/** `Retry-After` in ms: seconds or a date; null when it is neither. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  const isDate = /^[A-Z][a-z]{2,8}, .+ GMT$/.test(text);
  if (!isDate && !/^\d+$/.test(text)) return null;
  const ms = isDate ? Date.parse(text) - nowMs : Number(text) * 1000;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS) : null;
}

/**
 * What an HTTP answer of the upstream means. A failure is the same under 200 as under 4xx or 5xx;
 * its text is raw driver output, so it becomes a cause and never a message (points 1 and 2).
 * @param apiKey taken out of whatever the server echoes
 */
export function readAnswer(answer: HttpAnswer, apiKey: string, nowMs: number): Envelope {
  const { status } = answer;
  const envelope = parseEnvelope(answer.body, apiKey);
  const said = envelope instanceof Error ? envelope.message : (envelope.error ?? "no reason given");
  const cause = new Error(`HTTP ${status}: ${said}`);

  if (status === 429) {
    throw new AppError("rate_limited", {
      cause,
      retryAfterMs: retryAfterMs(answer.retryAfter, nowMs) ?? undefined,
    });
  }
  if (status === 401 || BAD_KEY.includes(said)) throw new AppError("key_rejected", { cause });
  if (envelope instanceof Error) throw new NotJson(status, cause);
  if (status === 404 || status === 403) throw new AppError("not_found", { cause });
  if (!envelope.success) throw new Refused(status, said, cause);
  if (status < 200 || status > 299)
    throw new AppError("upstream_error", { cause, mayBeDone: true });
  return envelope;
}
