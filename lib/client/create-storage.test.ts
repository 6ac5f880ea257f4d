import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeStorage } from "../../e2e/support/fake-storage.ts";
import { idempotencyKeySchema } from "../contract/actions.ts";
import { EMPTY_DRAFT } from "./create-draft.ts";
import { keep, newKey, recall } from "./create-storage.ts";

const SLOT = { name: "new", owner: "ada" };
const draft = { ...EMPTY_DRAFT, task: "Look" };
const wish = { key: "k", body: "{}", sentAtMs: 1, isOpen: true };

beforeEach(() => vi.stubGlobal("sessionStorage", fakeStorage()));
afterEach(() => vi.unstubAllGlobals());

it("a draft and a wish are kept apart from each other, until both are gone", () => {
  keep(SLOT, { draft });
  keep(SLOT, { wish });
  expect(recall(SLOT)).toEqual({ draft, wish });
  keep(SLOT, { draft: null });
  expect(recall(SLOT)).toEqual({ draft: null, wish });
  keep(SLOT, { wish: null });
  expect(JSON.stringify({ ...sessionStorage })).not.toContain("create.new");
});

it("another page and another key find nothing of it", () => {
  keep(SLOT, { draft });
  expect(recall({ ...SLOT, name: "task-1" }).draft).toBeNull();
  expect(recall({ ...SLOT, owner: "eve" }).draft).toBeNull();
});

it.each(["{", "null", "1", '{"draft":{"task":1},"wish":{"key":2}}'])(
  "what is not of this make counts as nothing: %s",
  (text) => {
    keep(SLOT, { draft });
    sessionStorage.setItem("runboard.draft.create.new", text);
    expect(recall(SLOT)).toEqual({ draft: null, wish: null });
  },
);

it("a browser that keeps nothing is no error", () => {
  vi.stubGlobal("sessionStorage", undefined);
  keep(SLOT, { draft });
  expect(recall(SLOT)).toEqual({ draft: null, wish: null });
});

it("keys are what the server takes, and each is a new one", () => {
  const keys = Array.from({ length: 50 }, newKey);
  expect(new Set(keys).size).toBe(50);
  for (const key of keys) expect(idempotencyKeySchema.safeParse(key).success).toBe(true);
});
