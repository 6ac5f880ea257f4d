/** Which runs a real browser makes: the words of their tasks, and what people do meanwhile. */
import { SUGGESTIONS } from "../../run/demo-words.mjs";
import type { Dialect } from "../../support/sandbox.ts";
import type { Random } from "../support/random.ts";
import { dialectOf, type DrivenTask, type Viewer } from "./plan.ts";

/**
 * `alone`: nobody does anything, and a question waits until its time is over; `answered`: wrongly
 * once, then rightly; `stopped`: by a stop call while the browser is open.
 */
export type Course = "alone" | "answered" | "stopped";

type Case = { dialect: Dialect; words: string; course: Course };

const [FIND = "", ORDERS = "", HEADLINES = ""] = SUGGESTIONS;
/** Stands for the origin of the sandbox's sites, which is not known before it runs. */
export const SITES = "http://sites";
const READ = `Read ${SITES}/form`;

/** Answers never arrive in the stock dialect, so nobody gives any there. */
const CASES: readonly Case[] = [
  { dialect: "documented", words: ORDERS, course: "answered" },
  { dialect: "stock", words: FIND, course: "alone" },
  { dialect: "documented", words: HEADLINES, course: "alone" },
  { dialect: "stock", words: READ, course: "alone" },
  { dialect: "documented", words: FIND, course: "alone" },
  { dialect: "stock", words: ORDERS, course: "stopped" },
  { dialect: "documented", words: READ, course: "alone" },
  { dialect: "stock", words: HEADLINES, course: "alone" },
  { dialect: "documented", words: ORDERS, course: "answered" },
  { dialect: "stock", words: ORDERS, course: "alone" },
  { dialect: "documented", words: FIND, course: "stopped" },
  { dialect: "stock", words: READ, course: "alone" },
];
const VIEWERS: readonly Viewer[] = ["page", "none", "api"];

/** Two browsers take one run after the other; the last one is to end about when all others do. */
const STARTS_WITHIN = 0.75;
const LEAST = 4;
const SHARE = 12 / 220;

/** How many of all runs are driven. */
export const drivenOf = (runs: number): number => Math.max(LEAST, Math.round(runs * SHARE));

/** `count` driven runs, spread over most of `windowMs`. */
export function planDriven(
  random: Random,
  count: number,
  keys: number,
  windowMs: number,
): DrivenTask[] {
  return Array.from({ length: count }, (_, index) => {
    const { dialect, ...more } = CASES[index % CASES.length] as Case;
    const own = Array.from({ length: keys }, (_, key) => key).filter(
      (key) => dialectOf(key) === dialect,
    );
    const isLate = random.chance(0.3);
    return {
      kind: "driven",
      ...more,
      keyIndex: own[Math.floor(random.next() * own.length)] ?? 0,
      viewer: VIEWERS[index % VIEWERS.length] as Viewer,
      atMs: Math.round(random.between(0, STARTS_WITHIN * windowMs)),
      lookAfterMs: Math.round(isLate ? random.between(5_000, 12_000) : random.between(0, 800)),
    };
  });
}
