import { describe, expect, it } from "vitest";
import type { ShareRow } from "../contract/shares.ts";
import {
  agoWords,
  heldLinksWords,
  includeWords,
  inWords,
  isLiveShare,
  keyWords,
  linksWords,
  shareStatusMeaning,
} from "./share-words.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const share = (change: Partial<ShareRow> = {}): ShareRow => ({
  id: "AAAAAAAAAAAA",
  label: null,
  task: { id: "t", name: "Task" },
  runId: "r",
  runState: "running",
  status: "live",
  answers: false,
  include: { taskName: false, result: false, toolCalls: false, live: false },
  badge: false,
  card: false,
  createdAt: "2026-01-01T00:00:00.000Z",
  expiresAt: "2026-01-02T00:00:00.000Z",
  endedAt: null,
  lastOpenedAt: null,
  views: 0,
  holdsKey: false,
  ...change,
});

describe("when a link expires", () => {
  it.each([
    [0, "now"],
    [400, "now"],
    [40 * SECOND, "in 40 s"],
    [59.6 * SECOND, "in 1 min"],
    [59.6 * MINUTE, "in 1 h"],
    [HOUR - SECOND, "in 1 h"],
    [DAY - 5 * SECOND, "in 24 h"],
    [47.4 * HOUR, "in 47 h"],
    [47.6 * HOUR, "in 2 d"],
    [7 * DAY - HOUR, "in 7 d"],
    [6.4 * DAY, "in 6 d"],
    [30 * DAY, "in 30 d"],
  ])("%d ms before is told as %s", (leftMs, words) => {
    expect(inWords(leftMs)).toBe(words);
  });
});

it.each([
  [0, "just now"],
  [42 * SECOND, "42 s ago"],
  [3 * HOUR, "3 h ago"],
])("what was %d ms ago is told as %s", (ageMs, words) => {
  expect(agoWords(ageMs)).toBe(words);
});

it("counts links", () => {
  expect([0, 1, 3].map(linksWords)).toEqual(["0 links", "1 link", "3 links"]);
});

it("says how many links have not ended, and how many of those are paused", () => {
  const words = (live: number, ...statuses: ShareRow["status"][]) =>
    heldLinksWords({ live, shares: statuses.map((status) => share({ status })) });
  expect(words(0, "revoked")).toBe("No live links");
  expect(words(1, "live", "expired")).toBe("1 live link");
  expect(words(3, "live", "live", "key_rejected")).toBe("2 live, 1 paused");
  expect(words(1, "paused")).toBe("1 paused");
  expect(words(42, "live", "paused")).toBe("42 links, live or paused");
});

it.each([
  ["live", true],
  ["paused", true],
  ["key_rejected", true],
  ["expired", false],
  ["revoked", false],
] as const)("a link that is %s can still be opened or resumed: %s", (status, lives) => {
  expect(isLiveShare({ status })).toBe(lives);
});

describe("what a link shows", () => {
  const none = share().include;
  it.each([
    ["nothing is included", share(), "State, times and steps only"],
    ["the name is", share({ include: { ...none, taskName: true } }), "Task name"],
    [
      "everything is",
      share({
        include: { taskName: true, result: true, toolCalls: true, live: true },
        card: true,
        badge: true,
      }),
      "Task name, result, tool calls, live view; preview card, badge",
    ],
    ["only a badge is", share({ badge: true }), "State, times and steps only; badge"],
  ])("is said when %s", (_name, row, words) => {
    expect(includeWords(row)).toBe(words);
  });
});

it.each([
  [false, "running", null],
  [true, "waiting", "Key kept until the run ends"],
  [true, "completed", "Key kept until the result is read, for an hour at most"],
] as const)("a key that is kept (%s) while the run is %s: %s", (holdsKey, runState, words) => {
  expect(keyWords({ holdsKey, runState, answers: false })).toBe(words);
});

it("a link that answers a question is called that, whatever its columns say", () => {
  const link = share({ answers: true, holdsKey: true });
  expect(includeWords(link)).toBe("Answers one question");
  expect(keyWords(link)).toBe("Key kept until the question is over");
  expect(shareStatusMeaning(link)).toMatch(/can answer the question, once/);
  expect(isLiveShare({ status: "used" })).toBe(false);
  expect(shareStatusMeaning({ ...link, status: "unconfirmed" })).toMatch(/may have been sent/);
});
