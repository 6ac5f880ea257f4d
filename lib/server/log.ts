import "server-only";
import pino, { type DestinationStream, type Logger } from "pino";
import { env } from "@/lib/server/env";

const FIELDS = [
  "code",
  "route",
  "method",
  "status",
  "ms",
  "requestId",
  "upstream",
  "reason",
  "count",
] as const;
/** All that a log line may carry beside its message. */
type LogFields = Partial<Record<(typeof FIELDS)[number], string | number>>;

let logger: Logger | undefined;

/** Anything that looks like a key, a cookie or a secret, whatever field it strayed into. */
const SECRETS =
  /(x-api-key|cookie|authorization|Fe26\.2)\S*(?:\s*(?:bearer|basic|share)\b)?\s*\S*(?:(?<=;)\s*\S+)*/gi;
/** A share's secret is 256 bits in base64url. */
const SHARE_SECRET = /[\w-]{43,}/g;
const redact = (text: string) =>
  text.replace(SECRETS, "$1…").replace(SHARE_SECRET, "…").slice(0, 500);

/** What cannot be written meanwhile is kept for later, up to so many bytes. */
const KEPT_BYTES = 1_000_000;

/** Standard output. Where nothing can be written to it, a full disk for one, the process goes on. */
function output(): DestinationStream {
  const stream = pino.destination({ dest: 1, sync: true, maxLength: KEPT_BYTES });
  stream.on("error", () => {});
  return stream;
}

/** One JSON line; only the fields of `LogFields` can get into it. */
export function log(
  level: "debug" | "info" | "warn" | "error",
  message: string,
  extra: LogFields = {},
): void {
  logger ??= pino(
    { level: env().logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    output(),
  );
  const safe: LogFields = {};
  // What a spread brings along is unknown to the types.
  for (const field of FIELDS) {
    const value = extra[field];
    if (typeof value === "string") safe[field] = redact(value);
    else if (typeof value === "number") safe[field] = value;
  }
  logger[level](safe, redact(message));
}

/** What an error's cause says, for the log's `reason`: never shown to anybody. */
export function causeText(error: unknown): string {
  const parts: string[] = [];
  for (let at: unknown = error; at instanceof Error && parts.length < 4; at = at.cause) {
    parts.push(at.message);
  }
  return parts.join(" <- ") || String(error);
}
