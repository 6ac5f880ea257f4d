import { createHash } from "node:crypto";
import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { LIVE_SCREEN, LIVE_SCREEN_HEADERS } from "./live-screen.ts";
import { keyEvent } from "./screen/keys.mjs";
import { messageCutter } from "./screen/messages.mjs";
import { takeBatch } from "./screen/sender.mjs";

const inside = (tag: string): string =>
  new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, "s").exec(LIVE_SCREEN)?.[1] ?? "";

describe("the live page of a driven run", () => {
  it("is one page with a script that reads as one", () => {
    const script = inside("script");
    expect(script).not.toMatch(/^(import|export) /m);
    expect(() => new Script(script)).not.toThrow();
    expect(LIVE_SCREEN).not.toMatch(/ (src|href)=/);
  });

  it.each(["script", "style"])("runs its own %s and no other", (tag) => {
    const hash = createHash("sha256").update(inside(tag)).digest("base64");
    const policy = LIVE_SCREEN_HEADERS["content-security-policy"];
    expect(policy).toContain(`${tag}-src 'sha256-${hash}'`);
    expect(policy).not.toMatch(/unsafe|frame-ancestors/);
  });
});

/** One message, as it is sent. */
function message(type: number, text: string): Uint8Array {
  const head = Buffer.alloc(5);
  head.writeUInt8(type);
  head.writeUInt32BE(Buffer.byteLength(text), 1);
  return Buffer.concat([head, Buffer.from(text)]);
}

describe("the stream of a live page", () => {
  const all = Buffer.concat([message(1, "scene"), message(0, ""), message(0, "picture")]);
  const read = (size: number) => {
    const cut = messageCutter();
    const parts = Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
      cut(all.subarray(index * size, (index + 1) * size)),
    );
    return parts.flat().map(({ type, payload }) => [type, Buffer.from(payload).toString()]);
  };

  it.each([1, 3, 7, 1_000])("is cut into its messages, %i bytes at a time", (size) => {
    expect(read(size)).toEqual([
      [1, "scene"],
      [0, ""],
      [0, "picture"],
    ]);
  });

  it("is given up when it is something else", () => {
    expect(() => messageCutter()(Buffer.from("<!doctype html>"))).toThrow(RangeError);
  });
});

describe("a key pressed over the picture", () => {
  const press = (key: string, held: Partial<Parameters<typeof keyEvent>[0]> = {}) =>
    keyEvent({
      key,
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      shiftKey: false,
      isComposing: false,
      ...held,
    });

  it.each([
    ["a", {}, { type: "key", key: "a", modifiers: [] }],
    ["A", { shiftKey: true }, { type: "key", key: "A", modifiers: [] }],
    ["Tab", { shiftKey: true }, { type: "key", key: "Tab", modifiers: ["Shift"] }],
    ["a", { ctrlKey: true }, { type: "key", key: "a", modifiers: ["Control"] }],
    ["ä", {}, { type: "text", text: "ä" }],
    ["@", { altKey: true, ctrlKey: true }, { type: "text", text: "@" }],
    ["v", { ctrlKey: true }, null],
    ["F5", {}, null],
    ["Dead", {}, null],
    ["a", { isComposing: true }, null],
  ])("%s with %j", (key, held, event) => {
    expect(press(key, held)).toEqual(event);
  });
});

describe("what is sent at once", () => {
  it("is at most 50 events and 16 kB, in their order, and always something", () => {
    const waiting = [
      ...Array.from({ length: 60 }, (_, index) => `${index}`),
      "x".repeat(9_000),
      "y".repeat(9_000),
      "€".repeat(9_000),
    ];
    const sizes: number[] = [];
    const order = [...waiting];
    const sent: string[] = [];
    while (waiting.length > 0) {
      const batch = takeBatch(waiting);
      sizes.push(batch.length);
      sent.push(...batch);
    }
    expect(sizes).toEqual([50, 11, 1, 1]);
    expect(sent).toEqual(order);
  });
});
