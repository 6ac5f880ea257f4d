import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Transition } from "../contract/api.ts";
import { timelineItems } from "./timeline.ts";
import { STRIP_PARTS, stripEndMs, stripSegments } from "./timeline-strip.ts";

const begin = Date.UTC(2026, 0, 1, 12);
const at = (seconds: number) => begin + seconds * 1_000;
const span = (toSeconds: number, hasEarlier = false) => ({
  startMs: begin,
  endMs: at(toSeconds),
  hasEarlier,
});

type Told = [kind: Transition["kind"], from: number, to: number | null, state?: "waiting"];

const items = (...told: Told[]) =>
  timelineItems(
    told.map(
      ([kind, from, to, state], index): Transition => ({
        seq: index + 1,
        kind,
        at: new Date(at(from)).toISOString(),
        until: to === null ? null : new Date(at(to)).toISOString(),
        precisionMs: 1_000,
        state: kind === "end" ? "completed" : (state ?? "running"),
        step: `step ${index}`,
        live: false,
      }),
    ),
  );
const shown = (...drawn: ReturnType<typeof stripSegments>) =>
  drawn.map(({ kind, from, to }) => `${kind} ${from}–${to}`);

describe("the overview of a run", () => {
  test("is as long for each state as that lasted", () => {
    const told = items(
      ["step", 0, 50],
      ["question", 50, 75, "waiting"],
      ["gap", 75, 100],
      ["end", 100, 100],
    );
    expect(shown(...stripSegments(told, span(100)))).toEqual([
      "work 0–100",
      "waiting 100–150",
      "gap 150–200",
    ]);
  });

  test("draws what is still open up to its end, and time before the first entry as idle", () => {
    expect(shown(...stripSegments(items(["step", 50, null]), span(100)))).toEqual([
      "idle 0–100",
      "work 100–200",
    ]);
  });

  test("says which part was not read yet", () => {
    expect(shown(...stripSegments(items(["step", 50, null]), span(100, true)))).toEqual([
      "unread 0–100",
      "work 100–200",
    ]);
  });

  test("loses no question and no gap, however short", () => {
    const told = items(
      ["step", 0, 50_000],
      ["question", 50_000, 50_001, "waiting"],
      ["step", 50_001, 80_000],
      ["gap", 80_000, 80_000],
      ["step", 80_000, null],
    );
    expect(stripSegments(told, span(100_000)).map(({ kind }) => kind)).toEqual([
      "work",
      "waiting",
      "work",
      "gap",
      "work",
    ]);
  });

  test("does not call a run a question that only asked short ones all along", () => {
    const told = items(
      ...Array.from({ length: 2_000 }, (_, index): Told[] => [
        ["step", index * 10, index * 10 + 9],
        ["question", index * 10 + 9, index * 10 + 10, "waiting"],
      ]).flat(),
    );
    const segments = stripSegments(told, span(20_000));
    const asked = segments.filter(({ kind }) => kind === "waiting");
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThan(STRIP_PARTS / 5);
  });

  test("has few parts without holes, whatever the run was like and however wrong its clock", () => {
    const kinds = fc.constantFrom<Transition["kind"]>("step", "question", "gap", "browser");
    const moment = fc.integer({ min: -500, max: 5_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, moment, moment)), fc.boolean(), (told, hasEarlier) => {
        const segments = stripSegments(items(...told), span(1_000, hasEarlier));
        expect(segments.length).toBeLessThanOrEqual(STRIP_PARTS);
        expect(segments[0]?.from).toBe(0);
        expect(segments.at(-1)?.to).toBe(STRIP_PARTS);
        for (const [index, { from, kind }] of segments.slice(1).entries()) {
          expect(segments[index]?.to).toBe(from);
          expect(segments[index]?.kind).not.toBe(kind);
        }
      }),
    );
  });
});

describe("the end of a run that goes on", () => {
  test("is never before now, and moves on only when that is to be seen", () => {
    const ends = new Set<number>();
    for (let seconds = 3_600; seconds < 3_700; seconds += 1) {
      const end = stripEndMs(begin, at(seconds));
      expect(end).toBeGreaterThanOrEqual(at(seconds));
      ends.add(end);
    }
    expect(ends.size).toBeLessThan(10);
    expect(stripEndMs(begin, at(5))).toBe(at(5));
    expect(stripEndMs(begin, begin)).toBe(at(1));
  });
});
