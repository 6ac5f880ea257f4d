import "server-only";
import type { AppError } from "@/lib/server/errors";

/** The HTTP codes the document has for failures; every other failure is one of the server's. */
const DOCUMENTED = new Set([400, 401, 403, 404, 429]);

/** A failure in the documented API's shape: its clients look at `success` and `error`. */
export const documentedFailure = ({ status, message, code }: AppError) => ({
  status: DOCUMENTED.has(status) ? status : 500,
  body: { success: false, error: message, code },
});
