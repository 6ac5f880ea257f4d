import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { RunState, RunView } from "../contract/api.ts";
import { createWatch } from "./notifications.ts";
import { signOut } from "./session.ts";
import { TOLD } from "./told-runs.ts";

const shown: string[] = [];
class FakeNotification extends EventTarget {
  constructor(title: string) {
    super();
    shown.push(title);
  }
}

const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};
const page = { visibilityState: "visible", hasFocus: () => false };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("Notification", FakeNotification);
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("window", new EventTarget());
  shown.length = 0;
  kept.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const view = (state: RunState) =>
  ({
    task: { id: "t", name: "Told" },
    runId: "r",
    state,
    toolCall: null,
    transitions: [],
  }) as unknown as RunView;

/** A tab that nobody looks at, in which a run just ended. */
function endRun() {
  const watch = createWatch(0, () => {});
  watch(view("running"));
  watch(view("completed"));
}

it("tells of a change once", () => {
  endRun();
  endRun();
  vi.advanceTimersByTime(10_000);
  expect(shown).toEqual(["Completed"]);
  expect(kept.get(TOLD)).toContain("completed");
});

it("tells nothing after signing out, and keeps nothing of what it told", async () => {
  vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response("{}"));
  kept.set(TOLD, "[]");
  endRun();
  await signOut();
  vi.advanceTimersByTime(10_000);
  expect(shown).toEqual([]);
  expect([...kept.keys()]).toEqual([]);
});

it("tells nothing after somebody signed out in another tab", () => {
  endRun();
  const event = Object.assign(new Event("storage"), { key: TOLD, newValue: null });
  window.dispatchEvent(event);
  vi.advanceTimersByTime(10_000);
  expect(shown).toEqual([]);
  expect([...kept.keys()]).toEqual([]);
});
