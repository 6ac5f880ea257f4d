import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeStorage } from "../../e2e/support/fake-storage.ts";
import { draftsOf, forgetDrafts } from "./tab-drafts.ts";

beforeEach(() => vi.stubGlobal("sessionStorage", fakeStorage()));
afterEach(() => vi.unstubAllGlobals());

const written = () => JSON.stringify({ ...sessionStorage });

it("what is kept under a name is found again, until it is taken away", () => {
  draftsOf("ada").keep("a", ["x"]);
  draftsOf("ada").keep("b", "y");
  expect(draftsOf("ada").read("a")).toEqual(["x"]);
  draftsOf("ada").keep("a", null);
  expect([draftsOf("ada").read("a"), draftsOf("ada").read("b")]).toEqual([null, "y"]);
  draftsOf("ada").forget((name) => name === "b");
  expect(draftsOf("ada").read("b")).toBeNull();
});

it("whoever comes next finds nothing of it, and neither does anybody after that", () => {
  draftsOf("ada").keep("a", "canary");
  expect(draftsOf("eve").read("a")).toBeNull();
  expect(written()).not.toContain("canary");
  expect(draftsOf("ada").read("a")).toBeNull();
});

it("a page that does not know yet for whom it is takes nothing away", () => {
  draftsOf("ada").keep("a", "x");
  draftsOf(null).keep("a", "y");
  expect(draftsOf(null).read("a")).toBeNull();
  expect(draftsOf("ada").read("a")).toBe("x");
});

it("whoever signs out leaves nothing of it behind, and everything else", () => {
  sessionStorage.setItem("runboard.tasks", "?q=x");
  draftsOf("ada").keep("a", "canary");
  forgetDrafts();
  expect(written()).not.toContain("canary");
  expect(sessionStorage.getItem("runboard.tasks")).toBe("?q=x");
});

it("a browser that keeps nothing is no error", () => {
  vi.stubGlobal("sessionStorage", undefined);
  draftsOf("ada").keep("a", "x");
  expect(draftsOf("ada").read("a")).toBeNull();
  expect(() => forgetDrafts()).not.toThrow();
});
