/** What went wrong with a call of our own API, as a value that a screen can word. */
import type { ErrorCode } from "../contract/errors.ts";

/** `no_answer`: our server could not be reached. `unreadable`: something else answered for it. */
export type ApiErrorCode = ErrorCode | "no_answer" | "unreadable";

export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly requestId: string | null;
  /** How long the server asks to wait; null when it did not say. */
  readonly retryAfterMs: number | null;

  constructor(fields: {
    status: number;
    code: ApiErrorCode;
    message: string;
    requestId?: string | null;
    retryAfterMs?: number | null;
    cause?: unknown;
  }) {
    super(fields.message, { cause: fields.cause });
    this.status = fields.status;
    this.code = fields.code;
    this.requestId = fields.requestId ?? null;
    this.retryAfterMs = fields.retryAfterMs ?? null;
  }
}

/** Whether the browser is no longer signed in. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === "signed_out" || error.code === "key_rejected");

/** Whether asking again cannot help: 401 and 404 are shown, not retried (design §7). */
export const isFinal = (error: unknown): boolean =>
  error instanceof ApiError && (isSignedOut(error) || error.status === 404 || error.status === 400);
