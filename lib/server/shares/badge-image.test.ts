import { expect, test } from "vitest";
import { NEUTRAL_BADGE } from "@/lib/run/badge";
import { RUN_STATES } from "@/lib/run/state";
import { badgeImage } from "@/lib/server/shares/badge-image";
import type { PublicState } from "@/lib/server/shares/public-state";

const told = (known: Partial<Extract<PublicState, { found: "state" }>>): PublicState => ({
  found: "state",
  state: "running",
  durationMs: 134_000,
  isCurrent: true,
  taskName: null,
  ...known,
});

test.each(RUN_STATES)("the badge of %s runs nothing, loads nothing and needs no style", (state) => {
  const svg = badgeImage(told({ state }));
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*role="img"/);
  expect(svg).toContain(`>run: ${state}`);
  expect(svg).not.toMatch(/<script|<style|\sstyle=|\son\w+=|href|<image|<foreignObject|&/i);
  expect(svg.replace("http://www.w3.org/2000/svg", "")).not.toContain("//");
});

test("no word of the owner's gets into it", () => {
  const svg = badgeImage(told({ taskName: "<script>Quarterly report</script>" }));
  expect(svg).toBe(badgeImage(told({})));
});

test("links that show nothing look alike, whatever the reason", () => {
  const svg = badgeImage({ found: "nothing" });
  expect(svg).toBe(badgeImage({ found: "neutral" }));
  expect(svg).toContain(`>run: ${NEUTRAL_BADGE.message}<`);
});
