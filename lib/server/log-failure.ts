import "server-only";
import { type AppError, toAppError } from "@/lib/server/errors";
import { causeText, log } from "@/lib/server/log";

/** Logs what went wrong in the background, and says what it was. */
export function logFailure(message: string, thrown: unknown): AppError {
  const error = toAppError(thrown);
  log("warn", message, { code: error.code, reason: causeText(error.cause) });
  return error;
}
