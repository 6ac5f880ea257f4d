import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { Page } from "playwright-core";
import { describe, expect, it, vi } from "vitest";
import { applyInput, type InputEvent, takeInput } from "./control.ts";

/** A page that writes down what is done to it. */
function fakePage(fail?: Error) {
  const done: unknown[] = [];
  const note =
    (name: string) =>
    async (...all: unknown[]) => {
      if (fail) throw fail;
      done.push([name, ...all]);
    };
  const page = {
    viewportSize: () => ({ width: 1000, height: 500 }),
    mouse: { move: note("move"), down: note("down"), up: note("up"), wheel: note("wheel") },
    keyboard: { press: note("press"), insertText: note("insertText") },
  };
  return { page: page as unknown as Page, done };
}

const JSON_TYPE = { "content-type": "application/json" };

function requestOf(body: unknown, headers: Record<string, string> = {}, method = "POST") {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const stream = Readable.from([Buffer.from(text)]);
  return Object.assign(stream, {
    method,
    headers: { ...JSON_TYPE, ...headers },
  }) as unknown as IncomingMessage;
}

const KEY = { type: "key", key: "a", modifiers: [] };
const MOVE = { type: "move", x: 0.5, y: 0.5 };

describe("a person at the agent's browser", () => {
  it("moves, clicks and turns the wheel where they point on the picture", async () => {
    const { page, done } = fakePage();
    const button = { button: "left", clicks: 2 } as const;
    await applyInput(page, [
      { type: "move", x: 0.5, y: 0.5 },
      { type: "down", x: 1, y: 1, ...button },
      { type: "up", x: 1, y: 1, ...button },
      { type: "wheel", x: 0, y: 0, dx: 0, dy: 120 },
    ]);
    expect(done).toEqual([
      ["move", 500, 250],
      ["move", 999, 499],
      ["down", { button: "left", clickCount: 2 }],
      ["move", 999, 499],
      ["up", { button: "left", clickCount: 2 }],
      ["move", 0, 0],
      ["wheel", 0, 120],
    ]);
  });

  it("types keys, with their modifiers, and text that no key gives", async () => {
    const { page, done } = fakePage();
    const events: InputEvent[] = [
      { type: "key", key: "+", modifiers: ["Control"] },
      { type: "key", key: "Tab", modifiers: ["Shift"] },
      { type: "text", text: "über" },
    ];
    await applyInput(page, events);
    expect(done).toEqual([
      ["press", "Control++"],
      ["press", "Shift+Tab"],
      ["insertText", "über"],
    ]);
  });

  it.each<Record<string, string>>([{}, { "sec-fetch-site": "same-origin" }])(
    "is heard from the live page: %j",
    async (headers) => {
      const { page, done } = fakePage();
      const answer = await takeInput(page, requestOf({ events: [KEY] }, headers));
      expect([answer.status, done]).toEqual([204, [["press", "a"]]]);
    },
  );

  it.each([
    ["another site's page", 403, requestOf({ events: [KEY] }, { "sec-fetch-site": "cross-site" })],
    ["a neighbour's page", 403, requestOf({ events: [KEY] }, { "sec-fetch-site": "same-site" })],
    ["a form", 415, requestOf({ events: [KEY] }, { "content-type": "text/plain" })],
    [
      "a type that only begins like it",
      415,
      requestOf({ events: [KEY] }, { "content-type": "application/json; charset=utf-8" }),
    ],
    ["a link", 405, requestOf("", {}, "GET")],
    ["a question for leave", 405, requestOf("", {}, "OPTIONS")],
    ["too much", 413, requestOf({ events: [{ type: "text", text: "x".repeat(17_000) }] })],
    ["no JSON", 400, requestOf("{")],
    ["no events", 400, requestOf({ events: [] })],
    ["too many events", 400, requestOf({ events: Array.from({ length: 101 }, () => MOVE) })],
    ["a place beside the picture", 400, requestOf({ events: [{ ...MOVE, x: 1.1 }] })],
    ["no place", 400, requestOf('{"events":[{"type":"move","x":1e999,"y":0}]}')],
    ["a key nobody has", 400, requestOf({ events: [{ ...KEY, key: "Power" }] })],
    ["two keys as one", 400, requestOf({ events: [{ ...KEY, key: "ab" }] })],
    ["another kind of event", 400, requestOf({ events: [{ type: "goto", text: "about:blank" }] })],
    ["more than is known", 400, requestOf({ events: [{ ...MOVE, url: "about:blank" }] })],
  ])("%s gets nothing in", async (_, status, request) => {
    const { page, done } = fakePage();
    expect([(await takeInput(page, request)).status, done]).toEqual([status, []]);
  });

  it("never has typed words repeated, also when the browser refuses them", async () => {
    const said = vi.spyOn(console, "error");
    const { page } = fakePage(new Error('Unknown key: "hunter2"'));
    const events = [{ type: "text", text: "hunter2" }];
    const answers = [
      await takeInput(page, requestOf({ events })),
      await takeInput(page, requestOf({ events: [...events, { type: "hunter2" }] })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 400]);
    expect(JSON.stringify(answers)).not.toContain("hunter2");
    expect(said).not.toHaveBeenCalled();
  });
});
