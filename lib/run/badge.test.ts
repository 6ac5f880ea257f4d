import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { NEUTRAL_BADGE, type PublicRun, runBadge } from "./badge.ts";
import { RUN_STATES } from "./state.ts";

const run = (known: Partial<PublicRun>): PublicRun => ({
  state: "running",
  durationMs: 134_000,
  isCurrent: true,
  ...known,
});

test.each<[string, Partial<PublicRun>]>([
  ["running · 2m 14s", {}],
  ["completed · 2m 14s", { state: "completed" }],
  ["failed · 12s", { state: "failed", durationMs: 12_000 }],
  ["stopped · 5s", { state: "stopped", durationMs: 5_000 }],
  ["completed", { state: "completed", durationMs: null }],
  ["running", { durationMs: null }],
  ["waiting", { state: "waiting" }],
  ["scheduled", { state: "scheduled" }],
  ["preparing", { state: "preparing" }],
  ["unknown", { state: "unknown" }],
  ["unknown", { state: "unknown", isCurrent: false }],
  ["last seen running", { isCurrent: false }],
  ["last seen waiting", { state: "waiting", isCurrent: false }],
  ["last seen scheduled", { state: "scheduled", isCurrent: false }],
])("a badge says: run | %s", (message, known) => {
  expect(runBadge(run(known))).toMatchObject({ label: "run", message });
});

test("what was last seen is grey, like what is not available", () => {
  expect(runBadge(run({ isCurrent: false })).color).toBe(NEUTRAL_BADGE.color);
  expect(runBadge(run({ state: "waiting", isCurrent: false })).color).toBe(NEUTRAL_BADGE.color);
});

/** The contrast of white with a colour, after WCAG. */
function contrastWithWhite(channels: number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

const channelsOf = (hex: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

test.each(RUN_STATES)(
  "the colour of %s is that of its tab icon, and white reads on it",
  (state) => {
    const { color } = runBadge(run({ state }));
    expect(readFileSync(`public/favicon/${state}.svg`, "utf8")).toContain(`fill="${color}"`);
    expect(contrastWithWhite(channelsOf(color))).toBeGreaterThanOrEqual(4.5);
    // A badge's upper edge shines a little.
    const shining = channelsOf(color).map((channel) => channel * 0.9 + 0xbb * 0.1);
    expect(contrastWithWhite(shining)).toBeGreaterThanOrEqual(4);
  },
);
