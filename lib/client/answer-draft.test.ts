import { beforeEach, describe, expect, it, vi } from "vitest";
import { answerDraft, forgetAnswer, forgetAnswers, forgetClosed } from "./answer-draft.ts";

/** A store as browsers have it: what it holds are its own keys. */
class Store {
  getItem(name: string): string | null {
    return (this as unknown as Record<string, string>)[name] ?? null;
  }
  setItem(name: string, value: string): void {
    (this as unknown as Record<string, string>)[name] = value;
  }
  removeItem(name: string): void {
    delete (this as unknown as Record<string, string>)[name];
  }
}

describe("what is typed into questions", () => {
  beforeEach(() => {
    vi.stubGlobal("sessionStorage", new Store());
    sessionStorage.setItem("other", "x");
    for (const [run, call] of [
      ["r1", "a"],
      ["r1", "b"],
      ["r10", "a"],
    ] as const) {
      answerDraft(run, call).keep([`${run} ${call}`]);
    }
  });

  const left = () =>
    [
      ["r1", "a"],
      ["r1", "b"],
      ["r10", "a"],
    ]
      .map(([run = "", call = ""]) => answerDraft(run, call).read())
      .map((kept) => (Array.isArray(kept) ? String(kept[0]) : null));

  it("is kept for each question of each run", () => {
    expect(left()).toEqual(["r1 a", "r1 b", "r10 a"]);
  });

  it("is forgotten once that question is answered", () => {
    forgetAnswer("r1", "a");
    expect(left()).toEqual([null, "r1 b", "r10 a"]);
  });

  it("is forgotten once the run asks something else, or nothing", () => {
    forgetClosed("r1", "b");
    expect(left()).toEqual([null, "r1 b", "r10 a"]);
    forgetClosed("r1", null);
    expect(left()).toEqual([null, null, "r10 a"]);
  });

  it("is forgotten with the session, and nothing else is", () => {
    forgetAnswers();
    expect(left()).toEqual([null, null, null]);
    expect(sessionStorage.getItem("other")).toBe("x");
  });

  it("is not kept where a browser keeps nothing, and that harms nobody", () => {
    vi.stubGlobal("sessionStorage", undefined);
    expect(left()).toEqual([null, null, null]);
    expect(() => forgetAnswers()).not.toThrow();
  });
});
