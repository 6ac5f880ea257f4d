import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeStorage } from "../../e2e/support/fake-storage.ts";
import { answerDrafts } from "./answer-draft.ts";

const QUESTIONS = [
  ["r1", "a"],
  ["r1", "b"],
  ["r10", "a"],
] as const;
const drafts = answerDrafts("ada");
const left = () => QUESTIONS.map(([run, call]) => drafts.of(run, call).read());

describe("what is typed into questions", () => {
  beforeEach(() => {
    vi.stubGlobal("sessionStorage", fakeStorage());
    for (const [run, call] of QUESTIONS) drafts.of(run, call).keep(`${run} ${call}`);
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is kept for each question of each run, and for its owner", () => {
    expect(left()).toEqual(["r1 a", "r1 b", "r10 a"]);
    expect(answerDrafts("eve").of("r1", "a").read()).toBeNull();
  });

  it("is forgotten once that question is answered", () => {
    drafts.forget("r1", "a");
    expect(left()).toEqual([null, "r1 b", "r10 a"]);
  });

  it("is forgotten once the run asks something else, or nothing", () => {
    drafts.forgetClosed("r1", "b");
    expect(left()).toEqual([null, "r1 b", "r10 a"]);
    drafts.forgetClosed("r1", null);
    expect(left()).toEqual([null, null, "r10 a"]);
  });
});
