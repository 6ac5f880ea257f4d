import { describe, expect, it } from "vitest";
import { localPath, looksLikeKey } from "./session.ts";

describe("where to go after signing in", () => {
  it.each(["/tasks", "/tasks?state=waiting&q=a%20b", "/tasks/t1/runs/latest"])(
    "goes to %s",
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "",
    null,
    undefined,
  ])("never follows %j", (path) => {
    expect(localPath(path)).toBe("/tasks");
  });
});

describe("a key", () => {
  it.each(["demo-key-runboard", "  pasted-with-blanks  "])("may be %j", (key) => {
    expect(looksLikeKey(key)).toBe(true);
  });
  it.each(["", "short", "with blank inside", "näme-with-umlaut", "x".repeat(257)])(
    "is not %j",
    (key) => {
      expect(looksLikeKey(key)).toBe(false);
    },
  );
});
