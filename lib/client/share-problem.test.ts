import { expect, it } from "vitest";
import { ApiError, type ApiErrorCode } from "./api-error.ts";
import { shareProblem, unrevokedWords } from "./share-problem.ts";

const failed = (code: ApiErrorCode) => new ApiError({ status: 400, code, message: "Told" });

it.each([
  ["share_limit", "Told", "shares"],
  ["signed_out", "Told", "sign-in"],
  ["key_rejected", "Told", "sign-in"],
  ["rate_limited", "Told", null],
  ["not_found", "Told", null],
] as const)("%s is told in the server's words and leads on", (code, message, leadsTo) => {
  expect(shareProblem(failed(code))).toEqual({ message, leadsTo, isLost: false });
});

it("an answer that was lost is not called a failure", () => {
  expect(shareProblem(failed("no_answer"))).toMatchObject({
    message: expect.stringContaining("may or may not"),
    isLost: true,
    leadsTo: "shares",
  });
});

it("a link that has ended is told to its owner, who sent it", () => {
  expect(shareProblem(failed("share_ended"))).toEqual({
    message: "This link has ended, so it cannot be changed.",
    isLost: false,
    leadsTo: null,
  });
});

it("what is no answer at all is told without its text", () => {
  expect(shareProblem(new TypeError("x is undefined")).message).not.toContain("undefined");
});

it("links are not called unrevoked where the answer was lost", () => {
  expect(unrevokedWords(failed("no_answer"))).toContain("may or may not be revoked");
  expect(unrevokedWords(failed("internal"))).toBe("The links were not revoked. Told");
});
