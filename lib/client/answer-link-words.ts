/** A link that answers one question, in words for whoever was sent it. Pure. */
import type { Answered } from "../contract/actions.ts";
import { ApiError, type ApiErrorCode } from "./api-error.ts";
import type { LinkShut } from "./answer-link-reader.ts";

export const SHUT_TITLES: Record<LinkShut, string> = {
  used: "This link was used",
  over: "The question is over",
  ended: "This link has ended",
  unsupported: "This cannot be answered here",
  paused: "This link is paused",
  unknown: "This link does not work",
};

/** What to do about it, where the server's words do not say. */
export const shutMore = (is: LinkShut, why: string): string =>
  is === "unknown" ? "Check that it was copied whole." : why;

/** What the status has shown since. */
export const DONE_WORDS: Record<Answered["outcome"], string> = {
  continued: "The agent continued.",
  ended: "The run has ended since.",
};

export type LinkProblem = { title: string; text: string };

const KEPT = "What you filled in is still here.";

/** Failures after which it is certain that nothing was sent; with any other nobody knows. */
const NOT_SENT = new Set<ApiErrorCode>([
  "answer_stale",
  "upstream_unreachable",
  "upstream_error",
  "upstream_busy",
  "rate_limited",
  "bad_request",
  "too_large",
  "wrong_content_type",
  "wrong_host",
  "forbidden_origin",
]);

const problem = (title: string, text: string): LinkProblem => ({
  title,
  text: `${text} ${KEPT}`,
});

/**
 * Why an answer is not known to have been taken. What ends the link is not told here.
 * @param error whatever was thrown
 */
export function linkProblem(error: unknown): LinkProblem {
  if (!(error instanceof ApiError)) {
    return problem("Your answer was not sent", "Something went wrong here. Try again.");
  }
  const { code, message } = error;
  if (code === "already_sent") {
    return problem("An answer is on its way already", "Yours was not sent. Wait a moment.");
  }
  if (code === "upstream_refused") {
    return problem(
      "The agent's server refused this answer",
      "Check what you filled in, then send it again.",
    );
  }
  if (NOT_SENT.has(code)) return problem("Your answer was not sent", message);
  return problem(
    "It may or may not have been sent",
    "No answer came back. You can send it again: this link takes one answer, however often it is sent.",
  );
}
