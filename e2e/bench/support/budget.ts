/** A figure with the budget it has to keep, and the table of many. */
import { table } from "./report.ts";

export type Budgeted = {
  /** What was measured: "JavaScript of the run page, gzip". */
  what: string;
  /** With its unit: "187.2 kB", "0.83 ×". */
  figure: string;
  /** "≤ 200 kB". */
  budget: string;
  isKept: boolean;
};

/** One line each, those over their budget marked. */
export const budgetTable = (figures: readonly Budgeted[]): string =>
  table([
    ["", "figure", "budget", ""],
    ...figures.map(({ what, figure, budget, isKept }) => [
      what,
      figure,
      budget,
      isKept ? "ok" : "OVER",
    ]),
  ]);
