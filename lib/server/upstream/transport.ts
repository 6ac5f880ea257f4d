import "server-only";
import { Agent, fetch } from "undici";
import { AppError } from "@/lib/server/errors";
import { MAX_SOCKETS } from "@/lib/server/upstream/lane";

const CONNECT_MS = 2_000;
/**
 * Until the other of a name's addresses is tried. Node's own 250 ms also pass while this process is
 * busy: then `localhost` would be given up for an address where nobody listens.
 */
const ADDRESS_MS = 1_000;
const HEADERS_MS = 5_000;

export type HttpAnswer = {
  status: number;
  body: string;
  retryAfter: string | null;
  date: string | null;
};
/** A person's own question, a sample of a run on screen, and what nobody waits for. */
export type Urgency = "question" | "sample" | "background";
export type HttpRequest = {
  method: "GET" | "POST" | "PUT";
  url: string;
  /** Empty where none is needed. */
  apiKey: string;
  /** JSON text; absent where nothing is sent. */
  body?: string;
  maxBytes: number;
  /** For the whole call, from the first byte out to the last one in. */
  timeoutMs: number;
  /** The server thinks before it answers: its headers may take as long as the whole. */
  isSlow?: boolean;
  /** It only asks, and may be asked again when no answer came. */
  isTriedAgain?: boolean;
  /** Which calls come first where there is a queue; a question of somebody's own if not said. */
  urgency?: Urgency;
  /** Called when the call leaves that queue; what it throws, the call fails with. */
  onStart?: () => void;
};

export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

const REFUSED = new Set([
  "UND_ERR_SOCKET",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
]);
/** Nothing was sent yet. */
const UNSENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
const SLOW = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

function networkError(error: unknown): AppError {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof AppError) return at;
    const code = "code" in at ? String(at.code) : "";
    const mayBeDone = !UNSENT.has(code);
    if (at.name === "TimeoutError" || SLOW.has(code)) {
      return new AppError("upstream_timeout", { cause: error, mayBeDone });
    }
    if (REFUSED.has(code)) {
      return new AppError("upstream_unreachable", { cause: error, mayBeDone });
    }
    if (at instanceof AggregateError && at.errors.length > 0) return networkError(at.errors[0]);
  }
  // Left over are answers that could not be read as HTTP: bad framing, bad compression.
  return new AppError("upstream_error", { cause: error, mayBeDone: true });
}

/** Bytes are counted as they come out of decompression, so that a small bomb cannot fill memory. */
async function readText(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      const cause = new Error(`answer over ${maxBytes} bytes`);
      throw new AppError("upstream_error", { cause, mayBeDone: true });
    }
    chunks.push(chunk);
  }
  // TextDecoder drops a byte order mark.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/**
 * One HTTP exchange with an upstream. Follows no redirect: fetch would carry the key along to
 * another origin (upstream.md point 4).
 * Throws `upstream_unreachable`, `upstream_timeout` or `upstream_error`.
 */
export function httpTransport(): Transport {
  const agentFor = (headersTimeout: number) =>
    new Agent({
      connections: MAX_SOCKETS,
      connect: { timeout: CONNECT_MS, autoSelectFamilyAttemptTimeout: ADDRESS_MS },
      headersTimeout,
      pipelining: 1,
    });
  const agent = agentFor(HEADERS_MS);
  // The time for the whole call bounds it.
  const slowAgent = agentFor(0);
  return async ({ method, url, apiKey, body, maxBytes, timeoutMs, isSlow = false }) => {
    const abort = new AbortController();
    const timer = setTimeout(
      () =>
        abort.abort(
          new AppError("upstream_timeout", { cause: new Error("whole call"), mayBeDone: true }),
        ),
      timeoutMs,
    );
    try {
      const response = await fetch(url, {
        method,
        headers: {
          ...(apiKey === "" ? {} : { "x-api-key": apiKey }),
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body }),
        redirect: "manual",
        dispatcher: isSlow ? slowAgent : agent,
        signal: abort.signal,
      });
      return {
        status: response.status,
        body: await readText(response.body, maxBytes),
        retryAfter: response.headers.get("retry-after"),
        date: response.headers.get("date"),
      };
    } catch (error) {
      throw networkError(error);
    } finally {
      clearTimeout(timer);
      abort.abort();
    }
  };
}
