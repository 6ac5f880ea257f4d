import { describe, expect, it } from "vitest";
import type { Freshness } from "../contract/api.ts";
import { ApiError } from "./api-error.ts";
import { freshnessWords } from "./freshness-words.ts";

const nowMs = Date.parse("2026-01-02T03:04:05Z");
const ago = (seconds: number) => new Date(nowMs - seconds * 1_000).toISOString();
const fresh = (over: Partial<Freshness>): Freshness => ({
  observedAt: ago(2),
  nextSampleAt: ago(-1),
  stale: false,
  reason: null,
  ...over,
});
const failed = new ApiError({ status: 0, code: "no_answer", message: "" });
const signedOut = new ApiError({ status: 401, code: "signed_out", message: "" });

describe("freshness in words", () => {
  it.each([
    ["a live run", fresh({}), null, null, false, "Live · checked 2 s ago"],
    [
      "a run read this second",
      fresh({ observedAt: ago(0) }),
      null,
      null,
      false,
      "Live · checked just now",
    ],
    [
      "a run that waits its turn among many",
      fresh({ observedAt: ago(12), reason: "many_runs" }),
      null,
      null,
      false,
      "Live · checked 12 s ago · slower, many runs are watched",
    ],
    [
      "a page nobody looked at for a while",
      fresh({ observedAt: ago(180) }),
      null,
      null,
      false,
      "Last checked 3 min ago",
    ],
    ["a clock ahead", fresh({ observedAt: ago(-5) }), null, null, false, "Live · checked just now"],
    ["a failed read", fresh({}), failed, 8_000, false, "Reconnecting, next try in 8 s"],
    ["a failed read under way again", fresh({}), failed, -1, false, "Reconnecting…"],
    [
      "a server that cannot be reached",
      fresh({ stale: true, reason: "upstream_unreachable", nextSampleAt: ago(-4) }),
      null,
      null,
      false,
      "Reconnecting, next try in 4 s",
    ],
    [
      "an old state",
      fresh({ observedAt: ago(180), stale: true, reason: "upstream_error" }),
      null,
      null,
      false,
      "Last known state, 3 min old",
    ],
    [
      "a tab that slept",
      fresh({ observedAt: ago(40), nextSampleAt: ago(39) }),
      null,
      null,
      false,
      "Reconnecting…",
    ],
    [
      "a run that nobody reads any more",
      fresh({ observedAt: ago(31), nextSampleAt: null }),
      null,
      null,
      false,
      "Last known state, 31 s old",
    ],
    [
      "a run that nobody has read for minutes",
      fresh({ observedAt: ago(300), nextSampleAt: null }),
      null,
      null,
      false,
      "Last known state, 5 min old",
    ],
    [
      "a run that a newer one pushed aside",
      fresh({ observedAt: ago(5), nextSampleAt: null, stale: true, reason: "superseded" }),
      null,
      null,
      false,
      "Last known state, 5 s old",
    ],
    [
      "a read that fails while no sample is due",
      fresh({ observedAt: ago(40), nextSampleAt: null }),
      failed,
      3_000,
      false,
      "Reconnecting, next try in 3 s",
    ],
    ["a session that ended", fresh({}), signedOut, null, false, "Last known state, 2 s old"],
    [
      "a run that ended",
      fresh({ observedAt: ago(9_000), nextSampleAt: null }),
      null,
      null,
      true,
      "Final state",
    ],
    [
      "a run never read",
      fresh({ observedAt: null, stale: true, reason: "not_read_yet" }),
      null,
      null,
      false,
      "Not read yet",
    ],
  ])("words %s", (_name, freshness, error, tryInMs, ended, expected) => {
    const nextTryAtMs = tryInMs === null ? null : nowMs + tryInMs;
    const given = { freshness, error, nextTryAtMs, ended, online: true, nowMs };
    expect(freshnessWords(given).text).toBe(expected);
  });

  it("says that the browser is offline once a read failed, unless nothing more is to come", () => {
    const given = { nextTryAtMs: null, online: false, nowMs };
    const words = (ended: boolean, freshness: Freshness | null, error: ApiError | null = failed) =>
      freshnessWords({ ...given, ended, freshness, error }).text;
    expect(words(false, fresh({}), null)).toBe("Live · checked 2 s ago");
    expect(words(false, fresh({}))).toBe("Offline, last known state 2 s old");
    expect(words(false, null)).toBe("Offline");
    expect(words(true, fresh({}), null)).toBe("Final state");
  });
});
