/** `npm run bench`: every figure beside its budget. `npm run bench -- poll start` measures two parts. */
import { type Budgeted, budgetTable } from "./support/budget.ts";
import { buildForBench } from "./support/build.ts";
import { machineLoad } from "./support/processor.ts";

/** By name, in the order in which they are measured: one after the other, on the same build. */
const PARTS: Record<string, () => Promise<Budgeted[]>> = {
  sizes: async () => (await import("./sizes/main.ts")).measureSizes(),
  start: async () => (await import("./start/start.ts")).benchStart(),
  poll: async () => (await import("./poll/poll.ts")).benchPoll(),
  crowd: async () => (await import("./fanout/crowd.ts")).benchCrowd(),
  memory: async () => (await import("./watch/hundred.ts")).benchMemory(),
  timeline: async () => (await import("./timeline/figures.ts")).timelineFigures(),
  lighthouse: async () => (await import("./lighthouse/main.ts")).measureLighthouse(),
};

/** A part that cannot be measured is as bad as one over its budget, and stops no other. */
async function measure(name: string): Promise<Budgeted[]> {
  console.log(`\n${name} (the machine's load is ${machineLoad()})`);
  try {
    const figures = await PARTS[name]?.();
    console.log(budgetTable(figures ?? []));
    return figures ?? [];
  } catch (error) {
    console.error(error);
    return [{ what: name, figure: "failed", budget: "", isKept: false }];
  }
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(", ")}. There are ${Object.keys(PARTS).join(", ")}.`);
  process.exit(1);
}
buildForBench();
const figures: Budgeted[] = [];
for (const name of chosen.length > 0 ? chosen : Object.keys(PARTS)) {
  figures.push(...(await measure(name)));
}
console.log(`\n${budgetTable(figures)}`);
process.exitCode = figures.every(({ isKept }) => isKept) ? 0 : 1;
