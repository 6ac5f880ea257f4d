import { describe, expect, it } from "vitest";
import { noMatchWords } from "./no-match-words.ts";

describe("which filters hide all tasks", () => {
  it("is said of a text, of states, and of both", () => {
    expect(noMatchWords({ q: "lamp", state: [] })).toBe("No task has “lamp” in its name or id.");
    expect(noMatchWords({ q: "", state: ["waiting", "failed"] })).toBe(
      "No task is waiting for you or failed.",
    );
    expect(noMatchWords({ q: "lamp", state: ["failed"] })).toBe(
      "No task that is failed has “lamp” in its name or id.",
    );
  });
});
