import { afterEach, describe, expect, it, vi } from "vitest";
import { ERROR_STATUS, type ErrorCode } from "../contract/errors.ts";
import { localPath, looksLikeKey, signOut } from "./session.ts";

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

describe("signing out", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const answer = (code: ErrorCode) => {
    const error = { code, message: "Told", requestId: "-" };
    vi.spyOn(globalThis, "fetch").mockResolvedValue(
      new Response(JSON.stringify({ error }), { status: ERROR_STATUS[code] }),
    );
  };
  it("is done where the session has ended already", async () => {
    answer("signed_out");
    await expect(signOut()).resolves.toBeUndefined();
  });
  it("is not done where the server could not do it", async () => {
    answer("store_unavailable");
    await expect(signOut()).rejects.toMatchObject({ code: "store_unavailable" });
  });
});
