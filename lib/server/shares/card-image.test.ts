import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RUN_STATES } from "@/lib/run/state";
import { cardFont } from "@/lib/server/shares/card-font";
import { cardImage } from "@/lib/server/shares/card-image";
import type { PublicState } from "@/lib/server/shares/public-state";

const told = (known: Partial<Extract<PublicState, { found: "state" }>>): PublicState => ({
  found: "state",
  state: "completed",
  durationMs: 134_000,
  isCurrent: true,
  taskName: null,
  ...known,
});

const hashOf = (png: Uint8Array): string => createHash("sha256").update(png).digest("hex");
const sizeOf = (png: Uint8Array): [number, number] => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

const fetched: string[] = [];
const { fetch } = globalThis;
beforeEach(() => {
  fetched.length = 0;
  // What next/og has no glyph for, it would load from the web. Its own code it reads as `data:`.
  vi.stubGlobal("fetch", (input: string) => {
    if (String(input).startsWith("data:")) return fetch(input);
    fetched.push(String(input));
    return Promise.reject(new Error("nothing is fetched here"));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  expect(fetched).toEqual([]);
});

test("each state has a card of its own, 1200 by 630", async () => {
  const cards = await Promise.all(RUN_STATES.map((state) => cardImage(told({ state }))));
  for (const card of cards) {
    expect(Buffer.from(card).toString("latin1", 1, 4)).toBe("PNG");
    expect(sizeOf(card)).toEqual([1200, 630]);
  }
  expect(new Set(cards.map(hashOf)).size).toBe(RUN_STATES.length);
});

test("links that show nothing look alike, whatever the reason", async () => {
  const cards = [await cardImage({ found: "nothing" }), await cardImage({ found: "neutral" })];
  expect(new Set(cards.map(hashOf)).size).toBe(1);
});

const NAMES: [string, string][] = [
  ["emoji", "Ship it 🚀 👩‍👩‍👧‍👦 1️⃣ ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 © ™ ‼"],
  ["Chinese, Japanese and Korean", "Report 2024 for the board 四半期報告 보고서"],
  ["right to left", "Report for \u202eשלום\u202c and مرحبا"],
  ["control characters", "Report\u0000\u0007\u001b[31m\u2028\u200b\ufeff\ufffd\ud83d"],
  ["stacked marks", `Z${"\u0301\u0322\u0336".repeat(80)}algo`],
  ["255 characters without a space", "W".repeat(255)],
  ["255 narrow characters", "i".repeat(255)],
  ["255 characters in words", "quarterly report ".repeat(15)],
  ["what looks like markup", "<svg onload=alert(1)>&amp;{{x}}</svg> \"'`"],
  ["what fonts join or replace", "fi ffi fl -> => <= != www 1/2 1st (c) ..."],
];
test.each(NAMES)("a name with %s is drawn without asking anybody", async (_what, taskName) => {
  const card = await cardImage(told({ taskName }));
  expect(sizeOf(card)).toEqual([1200, 630]);
  expect(hashOf(card)).not.toBe(hashOf(await cardImage(told({}))));
});

test("every character that the font is said to have can be drawn", async () => {
  const { has } = cardFont();
  const all = Array.from({ length: 0xffff }, (_, code) => String.fromCodePoint(code)).filter(
    (character) => /[^\p{M}\p{C}\p{Z}]/u.test(character) && has(character),
  );
  expect(all.length).toBeGreaterThan(400);
  for (let at = 0; at < all.length; at += 100) {
    const taskName = `name ${all.slice(at, at + 100).join("")}`;
    expect(sizeOf(await cardImage(told({ taskName })))).toEqual([1200, 630]);
  }
}, 60_000);

test("however many ask for one card, it is drawn once", async () => {
  const asked = told({ taskName: "Asked for by many" });
  const cards = await Promise.all(Array.from({ length: 50 }, () => cardImage(asked)));
  expect(new Set(cards).size).toBe(1);
});

test("a running clock is no reason to draw a card anew", async () => {
  const at = (durationMs: number) => cardImage(told({ state: "running", durationMs }));
  expect(await at(134_000)).toBe(await at(121_000));
  expect(hashOf(await at(135_000))).not.toBe(hashOf(await at(134_000)));
});
