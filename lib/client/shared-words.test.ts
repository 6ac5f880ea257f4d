import { describe, expect, it } from "vitest";
import type { Transition } from "../contract/api.ts";
import { secretIn } from "./shared-link.ts";
import { sharedParts } from "./shared-parts.ts";
import {
  expiresWords,
  sharedAloud,
  sharedRunName,
  sharedStateLabel,
  sharedTransitions,
  sharedViewWords,
} from "./shared-words.ts";

const HOUR_MS = 3_600_000;
const live = { url: null, reason: "not_opened" } as const;
const result = { output: null, readAt: "2026-01-02T03:04:05Z" };

describe("a shared run in words", () => {
  it.each([
    [6 * 24 * HOUR_MS, "expires in 6 days"],
    [24 * HOUR_MS, "expires in 24 h"],
    [5 * 60_000, "expires in 5 min"],
    [40_000, "expires in 40 s"],
    [-1, "expires now"],
  ])("says for %d ms: %s", (leftMs, words) => {
    expect(expiresWords(leftMs)).toBe(words);
  });

  it("asks nothing of somebody who cannot answer", () => {
    expect(sharedStateLabel("waiting")).toBe("Waiting for an answer");
    expect(sharedStateLabel("running")).toBe("Running");
    const asked = { state: "waiting", step: null } as Transition;
    const told = { state: "waiting", step: "tool_call" } as Transition;
    expect(sharedTransitions([asked, told]).map(({ step }) => step)).toEqual([
      "Waiting for an answer",
      "tool_call",
    ]);
  });

  it("names the task only where its name is shared", () => {
    expect(sharedRunName({})).toBe("Shared run");
    expect(sharedRunName({ task: { name: "  " } })).toBe("Untitled task");
    expect(sharedRunName({ task: { name: "Prices" } })).toBe("Prices");
  });
});

describe("a shared view in one line", () => {
  it.each([
    [{ state: "running" }, "Running. State, times and steps only."],
    [
      { state: "waiting", task: { name: "Prices" }, result: null, toolCall: null, live },
      "Waiting for an answer. Task name, result, tool calls, live view.",
    ],
  ] as const)("of %j", (view, words) => {
    expect(sharedViewWords(view)).toBe(words);
  });
});

describe("what is said aloud of a link", () => {
  it("is why it is shut, and that it opens again, but nothing as it opens first", () => {
    expect(sharedAloud("", null)).toBe("");
    expect(sharedAloud("", "open")).toBe("");
    const paused = sharedAloud("", "paused");
    expect(paused).toMatch(/^This link is paused\. It opens again/);
    const again = sharedAloud(paused, "open");
    expect(again).toBe("The run is shown now.");
    expect(sharedAloud(again, "open")).toBe(again);
    expect(sharedAloud(again, "ended")).toMatch(/^This link has ended\./);
  });
});

describe("the parts of a shared view", () => {
  it.each([
    ["nothing but the timeline", { state: "running" }, ["timeline"], null],
    ["a live view", { state: "running", live }, ["live", "timeline"], "live"],
    [
      "a live view and a result to come",
      { state: "waiting", live, result: null },
      ["live", "timeline", "result"],
      "live",
    ],
    ["no live view of what has ended", { state: "failed", live }, ["timeline"], null],
    [
      "the result of what has ended",
      { state: "completed", live, result },
      ["timeline", "result"],
      "result",
    ],
    ["a result alone", { state: "running", result: null }, ["timeline", "result"], "result"],
    [
      "the result of a run nobody watched",
      { state: "unknown", live, result },
      ["live", "timeline", "result"],
      "result",
    ],
  ] as const)("are %s", (_name, view, all, left) => {
    expect(sharedParts(view)).toEqual({ all, left });
  });
});

describe("the secret in a fragment", () => {
  const secret = `${"aZ09_-".repeat(7)}x`;
  it("is what stands after the #", () => {
    expect(secretIn(`#${secret}`)).toBe(secret);
  });
  it.each(["", "#", secret, `#${secret}x`, `#${secret.slice(1)}`, `#${secret.slice(1)}=`])(
    "is not in %s",
    (hash) => {
      expect(secretIn(hash)).toBeNull();
    },
  );
});
