import type { Response } from "playwright-core";
import { describe, expect, it } from "vitest";
import { TROUBLE_HEADER, type Trouble } from "./gate-trouble.ts";
import { GaveUp } from "./gave-up.ts";
import { explained, gateProblem, problemOf } from "./problem.ts";

const URL_ASKED = "https://shop.example:8443/deep/page?q=secret";

const answer = (status: number, statusText = "", headers: Record<string, string> = {}) =>
  ({
    url: () => URL_ASKED,
    status: () => status,
    statusText: () => statusText,
    headers: () => headers,
  }) as Response;

it.each<[Trouble, string]>([
  [
    "denied",
    "https://shop.example:8443 may not be opened: the sandbox's browser stays on this machine unless SANDBOX_ALLOW_HOSTS names the host.",
  ],
  ["refused", "Nothing answers at https://shop.example:8443."],
  ["unreachable", "https://shop.example:8443 cannot be reached."],
  ["timeout", "https://shop.example:8443 did not answer in time."],
  ["broken", "https://shop.example:8443 broke off its answer, or it made no sense."],
])("what the gate %s is told with the origin alone", (trouble, words) => {
  expect(gateProblem(trouble, URL_ASKED)).toBe(words);
  expect(problemOf(answer(502, "Bad Gateway", { [TROUBLE_HEADER]: trouble }))).toBe(words);
});

it.each<[string, Response | null, string | null]>([
  ["none, as within a page", null, null],
  ["a page", answer(200, "OK"), null],
  ["a page not changed", answer(304, "Not Modified"), null],
  ["no page", answer(404, "Not Found"), "/deep/page answered 404 Not Found"],
  ["an error no words are known for", answer(599, "Oh"), "/deep/page answered 599"],
  [
    "an error with a header that is not the gate's",
    answer(500, "Oh", { [TROUBLE_HEADER]: "toString" }),
    "/deep/page answered 500 Internal Server Error",
  ],
])("an answer that is %s", (_, response, problem) => {
  expect(problemOf(response)).toBe(problem);
});

describe("what the agent ran into is one sentence", () => {
  it.each<[string, unknown, string]>([
    [
      "its own words",
      new GaveUp("Timeout 5ms exceeded, it says."),
      "Timeout 5ms exceeded, it says.",
    ],
    [
      "a download",
      new Error("page.goto: Download is starting\nCall log:"),
      "The address is a download, not a page.",
    ],
    [
      "redirects without end",
      new Error("page.goto: net::ERR_TOO_MANY_REDIRECTS at http://a/"),
      "The page redirects in circles.",
    ],
    [
      "a browser that is gone",
      new Error("page.click: Target page, context or browser has been closed"),
      "The browser ended unexpectedly.",
    ],
    ["a crash", new Error("page.goto: Page crashed"), "The browser ended unexpectedly."],
    [
      "a page that takes too long",
      new Error("page.goto: Timeout 6500ms exceeded.\nCall log:"),
      "The page did not answer within 6.5 s.",
    ],
    [
      "the network",
      new Error("page.goto: net::ERR_EMPTY_RESPONSE at http://a/?password=x"),
      "The page could not be opened (ERR_EMPTY_RESPONSE).",
    ],
    ["anything else", new TypeError("odd\n at file"), "The agent could not go on: odd"],
    ["what is no error", "odd", "The agent could not go on: odd"],
    ["nothing", undefined, "The agent could not go on: undefined"],
  ])("%s", (_, error, words) => {
    expect(explained(error, 6_500)).toBe(words);
  });

  it("and no longer than people read", () => {
    expect(explained(new Error("x".repeat(5_000)), 1).length).toBeLessThan(250);
  });
});
