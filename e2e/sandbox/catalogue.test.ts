import { expect, test } from "vitest";
import { catalogue, scriptFor } from "./catalogue.ts";
import { Replay } from "./replay.ts";

test.each([
  ["Log in to the demo shop", "BROWSER_AGENT", "waits-for-input"],
  ["Sign in and fetch the bill", "BROWSER_AGENT", "waits-for-input"],
  ["Research the demo topic in depth", "BROWSER_AGENT", "deep-research-completed"],
  ["Anything", "DEEPRESEARCH_AGENT", "deep-research-completed"],
  ["Write a short summary", "BROWSER_AGENT", "generative-task-completed"],
  ["Do something impossible", "BROWSER_AGENT", "decision-gives-up"],
  ["Cannot log in to the demo shop", "BROWSER_AGENT", "agent-gives-up"],
  ["Anything", "NO_SUCH_AGENT", "unknown-agent"],
  ["Find the cheapest yoga mat over 6 mm", "BROWSER_AGENT", "browsed-mats"],
  ["Log in and read my orders", "BROWSER_AGENT", "browsed-orders"],
  ["Collect today's headlines", "BROWSER_AGENT", "browsed-headlines"],
  ["Compare prices of desks", "BROWSER_AGENT", "browser-task-completed"],
])("the task %j of %s follows %s", (task, agent, script) => {
  expect(scriptFor(task, agent).name).toBe(script);
});

const run = (name: string, speed = 1) => {
  const script = catalogue.get(name);
  if (!script) throw new Error(`no script ${name}`);
  return new Replay({ dialect: "stock", liveOrigin: "http://l", script, startMs: 0, speed });
};

test("the never-ending run goes round and keeps its picture, an hour later too", () => {
  const endless = run("never-ending").settle(3_600_000);
  const words = new Set(endless.log.slice(-30).map(({ detailedStatus }) => detailedStatus));
  expect(endless.ended).toBe(false);
  expect(endless.data.liveStatus).toBe(endless.liveUrl);
  expect(words.size).toBe(9);
  expect(3_600_000 - endless.sinceMs).toBeLessThan(10_000);
});

test("a long history has 500 steps, and the form has all 17 types of field", () => {
  expect(run("long-history").settle(3_600_000).log).toHaveLength(501);
  const asked = JSON.stringify(catalogue.get("form-all-fields"));
  const types = new Set([...asked.matchAll(/"type":"([a-z-]+)"/g)].map(([, type]) => type));
  expect(types.size).toBe(17);
});

test("a recording replayed at ten times its speed takes a tenth of its time", () => {
  const fast = run("stopped-by-user", 10);
  expect(fast.settle(1_419).ended).toBe(false);
  expect(fast.settle(1_420).ended).toBe(true);
  expect(fast.log.at(-1)?.at).toBeCloseTo(1_419.3);
});
