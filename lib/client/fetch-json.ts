/** The one way this browser calls our API: same origin, text first, then JSON, typed errors. */
import type { ErrorBody } from "../contract/errors.ts";
import { ApiError } from "./api-error.ts";
import { learnServerTime } from "./server-clock.ts";

const TIME_LIMIT_MS = 15_000;
const MAX_RETRY_AFTER_MS = 120_000;

export type Answer<T> = {
  /** Null when the answer has no body: 204, or 304 for an `etag` that still holds. */
  data: T | null;
  notModified: boolean;
  headers: Headers;
};

type Options = {
  method?: string;
  body?: unknown;
  etag?: string | null;
  authorization?: string | undefined;
  /** What names one wish, so that our server does it once however often it is asked. */
  idempotencyKey?: string;
  /** How long an answer may take, in ms. */
  timeLimitMs?: number;
  /** Gives up when nobody waits for the answer any more. */
  signal?: AbortSignal;
};

function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const waitMs = /^\d+$/.test(header.trim())
    ? Number(header) * 1000
    : Date.parse(header) - Date.now();
  return Number.isFinite(waitMs) ? Math.min(Math.max(0, waitMs), MAX_RETRY_AFTER_MS) : null;
}

/** The JSON in a text; undefined where it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorIn(body: unknown): ErrorBody["error"] | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error } = body;
  if (typeof error !== "object" || error === null) return null;
  if (!("code" in error) || typeof error.code !== "string") return null;
  if (!("message" in error) || typeof error.message !== "string") return null;
  return error as ErrorBody["error"];
}

/**
 * Sends a call and reads its answer. @throws ApiError `no_answer`
 */
export async function send<T>(
  path: string,
  init: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<{ response: Response; body: T }> {
  try {
    const response = await fetch(path, init);
    learnServerTime(response.headers.get("x-now"), Date.now());
    return { response, body: await read(response) };
  } catch (cause) {
    throw new ApiError({
      status: 0,
      code: "no_answer",
      message: "Runboard does not answer. Check the connection; this page keeps trying.",
      cause,
    });
  }
}

/**
 * Calls our API.
 * @param options.etag the tag of what is held; a 304 then comes back as `notModified`
 * @param options.authorization what admits the caller instead of the session, which is not sent then
 * @throws ApiError for every failure, whatever answered: HTML, an empty body, nothing at all
 */
export async function fetchJson<T>(path: string, options: Options = {}): Promise<Answer<T>> {
  const headers = new Headers({ accept: "application/json" });
  if (options.body !== undefined) headers.set("content-type", "application/json");
  if (options.etag) headers.set("if-none-match", options.etag);
  if (options.authorization) headers.set("authorization", options.authorization);
  if (options.idempotencyKey) headers.set("idempotency-key", options.idempotencyKey);
  const init: RequestInit = {
    method: options.method ?? "GET",
    headers,
    credentials: options.authorization ? "omit" : "same-origin",
    cache: "no-store",
    redirect: "error",
    body: options.body === undefined ? null : JSON.stringify(options.body),
    signal: AbortSignal.any([
      AbortSignal.timeout(options.timeLimitMs ?? TIME_LIMIT_MS),
      ...(options.signal ? [options.signal] : []),
    ]),
  };
  const { response, body } = await send(path, init, (answer) => answer.text());
  return answerOf<T>(response, body);
}

/**
 * Reads what our API answered.
 * @param text its body
 * @throws ApiError for every failure
 */
export function answerOf<T>(response: Response, text: string): Answer<T> {
  if (response.status === 304 || response.status === 204) {
    return { data: null, notModified: response.status === 304, headers: response.headers };
  }
  const body = parse(text);
  if (response.ok && typeof body === "object" && body !== null) {
    return { data: body as T, notModified: false, headers: response.headers };
  }
  throw failureOf(response, body);
}

/** What a failed answer says, whatever answered. */
export function failureOf(response: Response, body: unknown): ApiError {
  const told = errorIn(body);
  return new ApiError({
    status: response.status,
    code: told?.code ?? "unreadable",
    message: told?.message ?? "Runboard's answer could not be read. This page keeps trying.",
    requestId: told?.requestId ?? response.headers.get("x-request-id"),
    retryAfterMs: retryAfterMs(response.headers.get("retry-after")),
  });
}

/** Calls our API where every answer has a body. @throws ApiError, `unreadable` where it has none */
export async function fetchBody<T>(path: string, options?: Options): Promise<T> {
  const { data, notModified } = await fetchJson<T>(path, options);
  if (data !== null) return data;
  throw new ApiError({
    status: notModified ? 304 : 204,
    code: "unreadable",
    message: "Runboard's answer could not be read.",
  });
}
