import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { idempotencyKeySchema } from "../contract/actions.ts";
import { EMPTY_DRAFT } from "./create-draft.ts";
import { forgetDrafts, keep, newKey, recall } from "./create-storage.ts";

const SLOT = { name: "new", owner: "sandbox/abcd" };
const draft = { ...EMPTY_DRAFT, task: "Look" };
const wish = { key: "k", body: "{}", sentAtMs: 1, isOpen: true };

/** What a browser keeps for a tab: its entries are members of it too. */
const tab = (): Record<string, string> =>
  Object.create({
    getItem(this: Record<string, string>, name: string) {
      return this[name] ?? null;
    },
    setItem(this: Record<string, string>, name: string, text: string) {
      this[name] = text;
    },
    removeItem(this: Record<string, string>, name: string) {
      delete this[name];
    },
  }) as Record<string, string>;

beforeEach(() => vi.stubGlobal("sessionStorage", tab()));
afterEach(() => vi.unstubAllGlobals());

it("a draft and a wish are kept apart from each other, until both are gone", () => {
  keep(SLOT, { draft });
  keep(SLOT, { wish });
  expect(recall(SLOT)).toEqual({ draft, wish });
  keep(SLOT, { draft: null });
  expect(recall(SLOT)).toEqual({ draft: null, wish });
  keep(SLOT, { wish: null });
  expect(Object.keys(sessionStorage)).toEqual([]);
});

it("another page and another key find nothing of it", () => {
  keep(SLOT, { draft });
  expect(recall({ ...SLOT, name: "task-1" }).draft).toBeNull();
  expect(recall({ ...SLOT, owner: "sandbox/wxyz" }).draft).toBeNull();
});

it("whoever signs out leaves nothing behind, and only that", () => {
  sessionStorage.setItem("runboard.tasks", "?q=x");
  keep(SLOT, { draft });
  keep({ ...SLOT, name: "task-1" }, { draft });
  forgetDrafts();
  expect(Object.keys(sessionStorage)).toEqual(["runboard.tasks"]);
});

it.each(["{", "null", "1", '{"owner":"sandbox/abcd","draft":{"task":1},"wish":{"key":2}}'])(
  "what is not of this make counts as nothing: %s",
  (text) => {
    sessionStorage.setItem("runboard.create.new", text);
    expect(recall(SLOT)).toEqual({ draft: null, wish: null });
  },
);

it("a browser that keeps nothing is no error", () => {
  vi.stubGlobal("sessionStorage", undefined);
  keep(SLOT, { draft });
  expect(recall(SLOT)).toEqual({ draft: null, wish: null });
  expect(() => forgetDrafts()).not.toThrow();
});

it("keys are what the server takes, and each is a new one", () => {
  const keys = Array.from({ length: 50 }, newKey);
  expect(new Set(keys).size).toBe(50);
  for (const key of keys) expect(idempotencyKeySchema.safeParse(key).success).toBe(true);
});
