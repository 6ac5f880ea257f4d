import "server-only";
import {
  ERROR_MESSAGES,
  ERROR_STATUS,
  type ErrorBody,
  type ErrorCode,
} from "@/lib/contract/errors";

type Details = {
  /** Our own words, when the code's usual ones say too little. Never the upstream's. */
  message?: string;
  /** What really happened; goes to the log and nowhere else. */
  cause?: unknown;
  retryAfterMs?: number;
  /** Of a write: it may have been done all the same. */
  mayBeDone?: boolean;
};

const BRAND = Symbol.for("runboard.AppError");

/** The one error class: a code from the table, and what only the log may know. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly retryAfterMs: number | null;
  /** Whether what was asked for may have been done all the same: the answer to it was lost. */
  readonly mayBeDone: boolean;

  constructor(code: ErrorCode, { message, cause, retryAfterMs, mayBeDone = false }: Details = {}) {
    super(message ?? ERROR_MESSAGES[code], { cause });
    this.code = code;
    this.retryAfterMs = retryAfterMs ?? null;
    this.mayBeDone = mayBeDone;
  }

  /** By brand: Next loads this module several times over, each with a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** Whatever was thrown, as one of ours. An unknown error is never echoed. */
export const toAppError = (thrown: unknown): AppError =>
  thrown instanceof AppError ? thrown : new AppError("internal", { cause: thrown });

/** The body of a failed answer. */
export const errorBody = (error: AppError, requestId: string): ErrorBody => ({
  error: { code: error.code, message: error.message, requestId },
});
