import { expect, it } from "vitest";
import {
  closingWords,
  type DrivenBrowser,
  noticeOf,
  type Search,
  SUGGESTIONS,
} from "./demo-words.mjs";

const LONG = `/${"x".repeat(400)}`;
const found: Search = { is: "found", path: "/usr/bin/chromium", source: "installed" };
const replayed = (reason: string | null = null) => ({ driven: false, reason, version: null });
const driven = { driven: true, reason: null, version: "151.0.1" };

const wordsFor = (search: Search, browser: DrivenBrowser) =>
  closingWords("http://localhost:3000", "demo-key", "http://localhost:2003", search, browser);

it.each<[string, Search, string | null, RegExp]>([
  ["it was not wanted", { is: "off" }, null, /^DEMO_BROWSER is off, so /],
  ["there is none", { is: "none" }, "none given", /^No Chromium .+, so .+ Install Chromium, /],
  ["the search took too long", { is: "late" }, null, /^Looking .+ took too long, so .+ Install /],
  [
    "it does not start",
    { is: "broken", path: "/x/y" },
    null,
    /^CHROMIUM_PATH names \/x\/y, .+, so /,
  ],
  [
    "the sandbox says why",
    found,
    "No socket.\n at x",
    /\/usr\/bin\/chromium .+ \(No socket\), so /,
  ],
  ["the sandbox does not say why", found, null, /^The sandbox does not drive a browser, so /],
])("tasks are replayed and the notice says why: %s", (_, search, reason, words) => {
  const notice = noticeOf(search, replayed(reason)) ?? "";
  expect(notice).toMatch(words);
  expect(notice).toContain("so tasks you create replay recorded runs.");
  expect(wordsFor(search, replayed(reason))).toContain(notice);
});

it.each<[string, Search]>([
  ["path that does not start", { is: "broken", path: LONG }],
  ["path and reason", { is: "found", path: LONG, source: "CHROMIUM_PATH" }],
])("a long %s leaves the notice within what DEMO_NOTICE takes", (_, search) => {
  const notice = noticeOf(search, replayed(LONG)) ?? "";
  expect(notice.length).toBeLessThanOrEqual(300);
  expect(notice).toContain("replay recorded runs.");
});

it("a browser that runs browser tasks is named in the last words and needs no notice", () => {
  expect(noticeOf(found, driven)).toBeNull();
  const words = wordsFor(found, driven);
  expect(words).toMatch(/^A real browser runs the browser tasks .+: Chromium 151\.0\.1\./m);
  expect(words).toContain("Deep research and generative tasks replay recorded runs.");
});

it("the page that breaks the sandbox is named in a line of its own", () => {
  const line = /^Break the server .+: http:\/\/localhost:2003\/_sandbox\/$/m;
  expect(wordsFor(found, driven)).toMatch(line);
});

it("what is suggested is what DEMO_SUGGESTIONS takes", () => {
  expect(SUGGESTIONS).toHaveLength(3);
  for (const text of SUGGESTIONS) expect(text.length).toBeLessThanOrEqual(200);
});
