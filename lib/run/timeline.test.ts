import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Transition } from "../contract/api.ts";
import { mergeTransitions, timelineItems } from "./timeline.ts";

const begin = Date.UTC(2026, 0, 1, 12);
const iso = (seconds: number) => new Date(begin + seconds * 1000).toISOString();

function transition(seq: number, from: number, to: number | null, more: Partial<Transition> = {}) {
  return {
    seq,
    kind: "step",
    at: iso(from),
    until: to === null ? null : iso(to),
    precisionMs: 1000,
    state: "running",
    step: `step ${seq}`,
    live: false,
    ...more,
  } satisfies Transition;
}

describe("the items of a timeline", () => {
  test("of nothing are none", () => {
    expect(timelineItems([])).toEqual([]);
  });

  test("carry how long each lasted and how long after the one before it began", () => {
    const items = timelineItems([
      transition(1, 0, 12),
      transition(2, 12, 40),
      transition(3, 40, null),
    ]);
    expect(items.map(({ durationMs, sinceMs }) => [durationMs, sinceMs])).toEqual([
      [12_000, null],
      [28_000, 12_000],
      [null, 28_000],
    ]);
  });

  test("stand in the order of seq, also when the clock went backwards, and never last less than 0", () => {
    const items = timelineItems([transition(2, -30, null), transition(1, 0, -30)]);
    expect(items.map(({ key, durationMs }) => [key, durationMs])).toEqual([
      [1, 0],
      [2, null],
    ]);
  });

  test("collapse when the same words follow each other, and tick on while the last is open", () => {
    const same = { step: "Opening new tab" };
    const [item, ...rest] = timelineItems([
      transition(1, 0, 1, same),
      transition(2, 1, 2, same),
      transition(3, 2, null, same),
    ]);
    expect(rest).toEqual([]);
    expect(item).toMatchObject({ key: 1, lastKey: 3, count: 3, untilMs: null, durationMs: null });
    expect(item?.timesMs).toEqual([0, 1, 2].map((seconds) => begin + seconds * 1_000));
  });

  test("that follow a gap were not before it, whatever the clocks allow", () => {
    const late = { precisionMs: 42_000 };
    const items = timelineItems([
      transition(1, 0, 40, { kind: "gap", precisionMs: 0 }),
      transition(2, 40, 50, late),
      transition(3, 50, null, late),
    ]);
    expect(items.map(({ precisionMs }) => precisionMs)).toEqual([0, 40_000, 42_000]);
  });

  test.each<[string, Partial<Transition>]>([
    ["another state", { state: "scheduled" }],
    ["a gap", { kind: "gap" }],
    ["a question", { kind: "question", state: "waiting" }],
  ])("do not collapse across %s", (_name, between) => {
    const same = { step: "Opening new tab" };
    const items = timelineItems([
      transition(1, 0, 1, same),
      transition(2, 1, 2, { ...same, ...between }),
      transition(3, 2, null, same),
    ]);
    expect(items).toHaveLength(3);
  });

  test.each<[Partial<Transition>, string, string]>([
    [{ step: "Opening new tab" }, "Opening new tab", "work"],
    [{ step: "processing_page" }, "processing page", "work"],
    [{ step: null }, "Running", "work"],
    [{ state: "preparing", step: null }, "Preparing", "wait"],
    [{ state: "scheduled", step: "scheduled" }, "scheduled", "wait"],
    [{ kind: "question", state: "waiting", step: "tool_call" }, "Asked a question", "wait"],
    [{ kind: "gap" }, "Not watched", "gap"],
    [{ kind: "browser", live: true }, "Browser opened", "work"],
    [{ kind: "browser", live: false }, "Browser closed", "work"],
    [{ kind: "action", action: { who: "you", what: "Stopped" } }, "Stopped by you", "work"],
    [{ kind: "end", state: "completed", step: "completed" }, "Completed", "none"],
    [{ kind: "end", state: "failed", step: "error" }, "Failed", "none"],
    [{ kind: "end", state: "stopped", step: "error" }, "Stopped", "none"],
  ])("say %j as %j and draw %s", (more, words, bar) => {
    expect(timelineItems([transition(1, 0, null, more)])[0]).toMatchObject({ words, bar });
  });
});

describe("joining what a client holds with what came later", () => {
  test("closes what was open when the next one begins", () => {
    const joined = mergeTransitions([transition(1, 0, null)], [transition(2, 5, null)]);
    expect(joined.map(({ seq, until }) => [seq, until])).toEqual([
      [1, iso(5)],
      [2, null],
    ]);
  });

  test("takes the later word for the same seq, and changes nothing when nothing came", () => {
    const held = [transition(1, 0, 5), transition(2, 5, null)];
    expect(mergeTransitions(held, [])).toEqual(held);
    const [, second] = mergeTransitions(held, [transition(2, 5, 9)]);
    expect(second?.until).toBe(iso(9));
  });

  test("gives the same whole however the transitions were cut into answers", () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(lengths, fc.nat(), fc.nat(), (spans, cutAt, overlap) => {
        let at = 0;
        const whole = spans.map((span, index) => {
          const from = at;
          at += span;
          return transition(index + 1, from, index === spans.length - 1 ? null : at);
        });
        const cut = cutAt % (whole.length + 1);
        // The server always sends the open one again: what was held may come twice.
        const held = whole.slice(0, cut).map((one, index) => {
          return index === cut - 1 ? { ...one, until: null } : one;
        });
        const later = whole.slice(Math.max(0, cut - 1 - (overlap % 3)));
        expect(mergeTransitions(held, later)).toEqual(whole);
      }),
    );
  });
});
