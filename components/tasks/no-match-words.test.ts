import { describe, expect, it } from "vitest";
import { noMatchWords } from "./no-match-words.ts";

describe("which filters hide all tasks", () => {
  const all = { over: 300, upstreamTotal: 300 };

  it("is said of a text, of states, and of both", () => {
    expect(noMatchWords({ q: "lamp", state: [] }, all)).toBe(
      "No task has “lamp” in its name or id.",
    );
    expect(noMatchWords({ q: "", state: ["waiting", "failed"] }, all)).toBe(
      "No task is in the state Waiting for you or Failed.",
    );
    expect(noMatchWords({ q: "lamp", state: ["failed"] }, all)).toBe(
      "No task in the state Failed has “lamp” in its name or id.",
    );
  });

  it("says nothing of tasks that were not read", () => {
    expect(noMatchWords({ q: "lamp", state: [] }, { over: 300, upstreamTotal: 1_000 })).toBe(
      "No task among the 300 that were read has “lamp” in its name or id; the server has 1000.",
    );
  });
});
