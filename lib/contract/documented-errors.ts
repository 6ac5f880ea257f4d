/** How failures are told to clients of the documented API. */
import { ERROR_MESSAGES, ERROR_STATUS, type ErrorCode } from "./errors.ts";

/** The HTTP codes the document has for failures, and the one for asking too often. */
const DOCUMENTED = new Set([400, 401, 403, 404, 429]);

/** The documented HTTP code: what a client did wrong is 400, what went wrong elsewhere is 500. */
export function documentedStatus(code: ErrorCode): number {
  const status = ERROR_STATUS[code];
  if (DOCUMENTED.has(status)) return status;
  return status < 500 ? 400 : 500;
}

/** Where a program is spoken to otherwise than a person who looks at a page. */
const TO_PROGRAMS: Partial<Record<ErrorCode, string>> = {
  signed_out: "No API key came with this request. Send it in the header x-api-key.",
};

/** @param message what a person would be told */
export const documentedMessage = (code: ErrorCode, message = ERROR_MESSAGES[code]): string =>
  TO_PROGRAMS[code] ?? message;
