/** What each way of failing to sign in says, so that it is clear who must act. */
import type { ApiError } from "@/lib/client/api-error";

const seconds = (waitMs: number | null) =>
  waitMs === null ? "a minute" : `${Math.max(1, Math.ceil(waitMs / 1_000))} seconds`;

/** Whether the key is at fault, rather than a server. */
export const isOfKey = ({ code }: ApiError): boolean =>
  code === "key_rejected" || code === "bad_request";

/** @param server the name of the server the key was for */
export function signInWords(error: ApiError, server: string): string {
  switch (error.code) {
    case "key_rejected":
      return `The server “${server}” does not know this key. Check that it is complete and belongs to this server.`;
    case "bad_request":
      return "This cannot be an API key: it has characters no key has, or is too short or too long.";
    case "upstream_unreachable":
      return `The server “${server}” cannot be reached. Your key was not checked; try again when the server is up.`;
    case "upstream_timeout":
      return `The server “${server}” takes too long to answer. Your key was not checked; try again in a moment.`;
    case "upstream_error":
      return `The server “${server}” answered, but not as a Browserable server does. This says nothing about your key: try again in a moment, or have the server's address checked.`;
    case "upstream_busy":
      return `Too many calls are under way to “${server}”. Your key was not checked; try again in a moment.`;
    case "rate_limited":
      return `Too many attempts just now. Wait ${seconds(error.retryAfterMs)}, then try again.`;
    case "no_answer":
    case "unreadable":
      return "Runboard itself does not answer. Your key was not checked; see whether Runboard is running.";
    default:
      return error.requestId ? `${error.message} (request ${error.requestId})` : error.message;
  }
}
