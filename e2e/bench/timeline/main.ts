/** `npm run bench:timeline`: whether a long run is as quick to look at as a short one. */
import { cpus } from "node:os";
import { budgetTable } from "../support/budget.ts";
import { buildForBench } from "../support/build.ts";
import { timelineFigures } from "./figures.ts";

buildForBench();
const figures = await timelineFigures();
console.log(`\n${budgetTable(figures)}\n\nOn ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}.`);
process.exitCode = figures.every(({ isKept }) => isKept) ? 0 : 1;
