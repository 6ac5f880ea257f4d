import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { longDay, momentOf, stamp } from "./news/dates.ts";
import { createSites } from "./server.ts";
import type { Sites, Visitor } from "./test-site.ts";
import { all, startSites } from "./test-site.ts";

const SLOW_MS = 60;

let sites: Sites;
let visitor: Visitor;
beforeAll(async () => {
  sites = await startSites({ slowMs: SLOW_MS });
  visitor = sites.visitor();
});
afterAll(() => sites.close());

const teasers = (text: string) => all(text, /<article class="teaser [a-z]+">(.*?)<\/article>/);

test("the front page has the sections and the first of what they have", async () => {
  const before = longDay(new Date());
  const { text } = await visitor.get("/news");
  const nav = /<nav class="sections".*?<\/nav>/s.exec(text)?.[0] ?? "";
  expect(all(nav, /<li>(.*?)<\/li>/)).toEqual([
    "Front page",
    "World",
    "Business",
    "Science",
    "Sport",
    "Weather",
    "Markets",
  ]);
  expect(teasers(text)).toHaveLength(8);
  expect([before, longDay(new Date())].some((day) => text.includes(day))).toBe(true);
});

test.each([
  ["world", 6],
  ["business", 6],
  ["science", 6],
  ["sport", 6],
  ["weather", 3],
])("%s has headlines of today", async (section, count) => {
  const before = stamp(new Date()).slice(0, 10);
  const { text } = await visitor.get(`/news/${section}`);
  const after = stamp(new Date()).slice(0, 10);
  expect(teasers(text)).toHaveLength(count);
  expect(all(text, /<h2><a href="[^"]+">(.*?)<\/a><\/h2>/)).toHaveLength(count);
  expect(all(text, /<p class="summary">(.*?)<\/p>/)).toHaveLength(count);
  const times = all(text, /<time datetime="(\d{4}-\d\d-\d\dT[^"]*)"/);
  expect(times).toHaveLength(count);
  for (const time of times) {
    expect([before, after]).toContain(time.slice(0, 10));
    expect(Date.parse(time)).toBeLessThanOrEqual(Date.now());
  }
});

test.each([
  [0, 0, 30],
  [0.5, 12, 0],
  [0.97, 12, 0],
  [0.97, 23, 59],
])("%d of a day that is at %d:%d has passed, and was today", (at, hours, minutes) => {
  const now = new Date(2031, 4, 4, hours, minutes);
  const moment = momentOf(at, now);
  expect(moment.getTime()).toBeLessThanOrEqual(now.getTime());
  expect(moment.toDateString()).toBe(now.toDateString());
  expect(Date.parse(stamp(moment))).toBe(moment.getTime());
});

test("an article has a byline, a time and paragraphs", async () => {
  const { text } = await visitor.get("/news/world/two-harbours-one-tide");
  expect(all(text, /<h1>(.*?)<\/h1>/)).toEqual(["Two harbour towns agree to share one tide gate"]);
  expect(all(text, /<span class="byline">(.*?)<\/span>/)).toEqual(["By Ilse Marwood"]);
  const body = /<div class="body">(.*?)<\/div>/s.exec(text)?.[1] ?? "";
  expect(all(body, /<p>(.*?)<\/p>/)).toHaveLength(4);
});

test.each(["/news/world/no-such-article", "/news/sport/two-harbours-one-tide", "/news/gossip"])(
  "%s is not found",
  async (path) => {
    expect((await visitor.get(path)).status).toBe(404);
  },
);

test("the weather takes as long as it was told, and is a table", async () => {
  const startMs = performance.now();
  const { text } = await visitor.get("/news/weather");
  // Timers may fire a little early.
  expect(performance.now() - startMs).toBeGreaterThan(SLOW_MS - 5);
  expect(all(text, /<th scope="col">(.*?)<\/th>/)).toEqual([
    "Day",
    "Sky",
    "High",
    "Low",
    "Rain",
    "Wind",
  ]);
  expect(all(text, /<tr><th scope="row">(.*?)<\/tr>/)).toHaveLength(7);
});

test("whoever leaves while the weather is slow is waited for no longer", async () => {
  const slow = createSites({ slowMs: 3_600_000 });
  const leaving = new AbortController();
  const { promise: handled, resolve } = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    resolve(slow(request, response, new URL("http://sites/news/weather")));
    leaving.abort();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const asked = fetch(`http://127.0.0.1:${port}/`, { signal: leaving.signal });
  await expect(asked).rejects.toThrow("aborted");
  await handled;
  await new Promise((resolve) => server.close(resolve));
});

test("the markets fail, and say so", async () => {
  const { status, text } = await visitor.get("/news/markets");
  expect(status).toBe(500);
  expect(all(text, /<h1>(.*?)<\/h1>/)).toEqual(["The markets page failed"]);
});
