import { describe, expect, it } from "vitest";
import { ERROR_STATUS, type ErrorCode } from "../contract/errors.ts";
import { ApiError, type ApiErrorCode } from "./api-error.ts";
import {
  ANSWERED_WORDS,
  answerProblem,
  goneWords,
  SENT_WORDS,
  stillWaitingWords,
} from "./answer-words.ts";

const failed = (code: ApiErrorCode) =>
  answerProblem(new ApiError({ status: 500, code, message: "raw" }));

const LOST = "It may or may not have arrived";
const NOT_SENT = "Your answer was not sent";

describe("what is said of an answer", () => {
  it("claims success for nothing but an answer that the status has borne out", () => {
    expect(ANSWERED_WORDS).toEqual({
      continued: "The agent continued",
      ended: "The run has ended",
    });
    expect(SENT_WORDS).toBe("Sent, waiting for the agent…");
    expect(stillWaitingWords(true, false)).toBe("The API accepted it but the run is still waiting");
    expect(stillWaitingWords(false, false)).not.toContain("accepted");
    expect(stillWaitingWords(true, true)).not.toContain("waiting");
    expect(stillWaitingWords(false, true)).not.toMatch(/accepted|waiting/);
  });

  it.each<[ApiErrorCode, string, "again" | "unsupported" | null]>([
    ["answer_unconfirmed", "The API accepted it but the run is still waiting", "again"],
    ["answer_stale", "The agent no longer asks this", null],
    ["answers_unsupported", "This server cannot take answers", "unsupported"],
    ["already_sent", "An answer is on its way already", "again"],
    ["upstream_refused", "The server refused this answer", null],
    ["signed_out", "You are signed out", null],
    ["key_rejected", "The server did not accept your key", null],
    ["rate_limited", NOT_SENT, null],
    ["upstream_busy", NOT_SENT, null],
    ["not_found", NOT_SENT, null],
    ["bad_request", NOT_SENT, null],
    ["too_large", NOT_SENT, null],
    ["forbidden_origin", NOT_SENT, null],
    ["wrong_host", NOT_SENT, null],
    ["wrong_content_type", NOT_SENT, null],
    ["no_answer", LOST, "again"],
    ["unreadable", LOST, "again"],
    ["outcome_unknown", LOST, "again"],
    ["upstream_timeout", "Your answer was not sent", null],
    ["upstream_unreachable", "Your answer was not sent", null],
    ["upstream_error", "Your answer was not sent", null],
    ["store_unavailable", LOST, "again"],
    ["internal", LOST, "again"],
  ])("%s: %s, then %s", (code, title, next) => {
    const problem = failed(code);
    expect(problem).toMatchObject({ title, next });
    expect(problem.text).not.toContain("raw");
    const isOut = code === "signed_out" || code === "key_rejected";
    expect(problem.leadsTo).toBe(isOut ? "sign-in" : null);
  });

  it("has words for every code, and for what is none", () => {
    for (const code of Object.keys(ERROR_STATUS) as ErrorCode[]) {
      const { title, text } = failed(code);
      expect([title, text].every((words) => words.length > 10)).toBe(true);
    }
    expect(answerProblem(new TypeError("raw")).title).toBe(LOST);
  });

  it("says no more once the question has gone without a word", () => {
    expect(goneWords(failed("answer_stale")).title).toBe("The agent no longer asks this");
    for (const code of ["no_answer", "answer_unconfirmed"] as const) {
      expect(goneWords(failed(code)).title).toBe("The question has gone");
    }
  });
});
