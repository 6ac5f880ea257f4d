/** Runs that go on for ever, round and round through steps a real agent takes. */
import type { Script } from "../script.ts";
import { LIVE, nothing, opening, script, step } from "../steps.ts";

export const neverEndingScripts: Script[] = [
  script(
    "never-ending",
    [
      ...opening(),
      step(21_000, "Opening new tab", LIVE),
      step(24_500, "Searching for “27-inch monitor 4K”", LIVE),
      step(30_000, "Reading the list of results", LIVE),
      step(37_200, "Opening the offer of the first shop", LIVE),
      step(43_000, "Processing browser agent", LIVE),
      step(48_300, "Comparing price, delivery and warranty", LIVE),
      step(55_000, "Saving the row", LIVE),
      step(57_400, "Learning from the work so far", LIVE),
      step(64_000, "Opening the next page of results", LIVE),
    ],
    { loop: { from: 6, everyMs: 4_000 } },
  ),
  script(
    "never-ending-local",
    [
      nothing(),
      step(2_700, "Analyzing the task and deciding next steps."),
      step(9_000, "Getting a browser session", ""),
      step(14_000, "Opening the intranet", ""),
      step(21_500, "Reading the page of circulars", ""),
      step(38_000, "Learning from the work so far", ""),
    ],
    { loop: { from: 3, everyMs: 12_000 } },
  ),
  script(
    "never-ending-research",
    [
      nothing(),
      step(2_700, "Analyzing the task and deciding next steps."),
      step(7_800, "Generating SERPs (Depth: 3, Breadth: 4)"),
      step(14_000, 'Researching "recycled cardboard suppliers Europe"'),
      step(31_000, "Reading 12 pages"),
      step(52_000, "Learning from the work so far"),
      step(60_000, 'Researching "FSC certified packaging minimum order"'),
      step(83_000, "Comparing 9 suppliers"),
    ],
    { loop: { from: 2, everyMs: 9_000 } },
  ),
];
