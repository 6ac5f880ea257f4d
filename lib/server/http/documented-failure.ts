import "server-only";
import { documentedMessage, documentedStatus } from "@/lib/contract/documented-errors";
import type { AppError } from "@/lib/server/errors";

/** A failure in the documented API's shape: its clients look at `success` and `error`. */
export const documentedFailure = ({ message, code }: AppError) => ({
  status: documentedStatus(code),
  body: { success: false, error: documentedMessage(code, message), code },
});
