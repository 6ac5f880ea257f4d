/** Fills a key with the demo: one task or more in every state, spread over the last days. */
import { scriptNamed } from "./catalogue.ts";
import type { Account, Task, World } from "./world.ts";

export const DEMO_KEY = "demo-key-runboard";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Entry = {
  name: string;
  /** Script and age of each run, oldest first. */
  runs: [script: string, agoMs: number][];
  recurring?: { everyMs: number; scripts: string[] };
};

const DEMO: Entry[] = [
  {
    name: "Find the top story on the trade news site",
    runs: [["browser-task-completed", 6 * DAY]],
  },
  { name: "Count our shelf share in the Migrolino web shop", runs: [["demo-shelf", 3.2 * DAY]] },
  { name: "Research heat pump subsidies in Austria", runs: [["result-markdown", 2.1 * DAY]] },
  { name: "Book a table for six on Friday evening", runs: [["demo-table-refused", 27 * HOUR]] },
  {
    name: "Watch the flight price Zurich – Lisbon",
    recurring: {
      everyMs: 3 * MINUTE,
      scripts: ["demo-flight", "demo-flight", "demo-flight-failed", "demo-flight"],
    },
    runs: [
      ["demo-flight", 26 * HOUR],
      ["demo-flight", 20 * HOUR],
      ["demo-flight-failed", 14 * HOUR],
      ["demo-flight", 8 * HOUR],
      ["demo-flight", 2 * HOUR],
      ["demo-flight", 70_000],
    ],
  },
  {
    name: "Find a hotel near the trade fair, under € 180 a night",
    runs: [["demo-hotels", 19 * HOUR]],
  },
  {
    name: "Renew the domain certificates listed in the sheet",
    runs: [["demo-certificates", 9 * HOUR]],
  },
  { name: "Export all reviews of the spring campaign", runs: [["demo-reviews", 5.4 * HOUR]] },
  {
    name: "Collect the open vacancies of five competitors",
    runs: [
      ["demo-vacancies", 2.6 * DAY],
      ["demo-vacancies", 2.3 * HOUR],
    ],
  },
  {
    name: "Find suppliers of recycled packaging with small minimum orders",
    runs: [["never-ending-research", 14 * MINUTE]],
  },
  { name: "Watch the intranet for new circulars", runs: [["never-ending-local", 11 * MINUTE]] },
  { name: "Compare prices of 27-inch monitors", runs: [["never-ending", 6 * MINUTE]] },
  {
    name: "Log in to the supplier portal and download last month’s invoices",
    runs: [["demo-portal", 4 * MINUTE]],
  },
  { name: "Check warehouse stock after the nightly import", runs: [["scheduled", 2 * MINUTE]] },
  { name: "Draft a checklist for the office move", runs: [["preparing", 4_000]] },
];

function addEntry(world: World, account: Account, entry: Entry): Task {
  const nowMs = Date.now();
  const oldestMs = Math.max(...entry.runs.map(([, agoMs]) => agoMs));
  const task = world.addTask(account, {
    name: entry.name,
    recurring: entry.recurring !== undefined,
    createdAtMs: nowMs - oldestMs,
  });
  for (const [script, startedAgoMs] of entry.runs) {
    world.addRun(account, task, { script: scriptNamed(script), startedAgoMs });
  }
  if (entry.recurring) {
    const { everyMs, scripts } = entry.recurring;
    task.schedule = { everyMs, scripts: scripts.map(scriptNamed), fromMs: nowMs - 70_000, made: 0 };
  }
  return task;
}

export function seedDemo(world: World, account: Account): void {
  for (const entry of DEMO) addEntry(world, account, entry);
}
