import { expect, it } from "vitest";
import { ApiError, type ApiErrorCode } from "./api-error.ts";
import { linkProblem, shutMore } from "./answer-link-words.ts";

const problem = (code: ApiErrorCode) =>
  linkProblem(new ApiError({ status: 500, code, message: "Why." }));

it.each([
  ["no_answer", "may or may not"],
  ["unreadable", "may or may not"],
  ["upstream_timeout", "may or may not"],
  ["internal", "may or may not"],
  ["store_unavailable", "may or may not"],
  ["upstream_unreachable", "was not sent"],
  ["rate_limited", "was not sent"],
  ["too_large", "was not sent"],
  ["already_sent", "on its way"],
  ["upstream_refused", "refused"],
] as const)("after %s the answer %s, and what was typed is still there", (code, words) => {
  const { title, text } = problem(code);
  expect(title).toContain(words);
  expect(text).toContain("What you filled in is still here.");
});

it("what may have arrived may be sent again, since the link takes one answer", () => {
  expect(problem("no_answer").text).toContain("takes one answer, however often");
});

it("why a link is shut is the server's to say, but for one that does not work", () => {
  expect(shutMore("ended", "Whoever sent this link took it back.")).toContain("took it back");
  expect(shutMore("unknown", "There is nothing here")).toBe("Check that it was copied whole.");
});
