/** Runs with a long history. */
import type { Sample, Script } from "../script.ts";
import { end, LIVE, opening, script, step } from "../steps.ts";

const PAGES = ["Opening page", "Reading offer", "Comparing row", "Saving row"];

/** @param everyMs from step to step */
function history(name: string, steps: number, everyMs: number): Script {
  const begun = opening();
  const fromMs = begun.at(-1)?.atMs ?? 0;
  const middle: Sample[] = Array.from({ length: steps - begun.length }, (_, index) =>
    step(
      fromMs + (index + 1) * everyMs,
      `${PAGES[index % PAGES.length]} ${index + 1} of ${steps - begun.length}`,
      LIVE,
    ),
  );
  const lastMs = fromMs + (middle.length + 1) * everyMs;
  return script(name, [...begun, ...middle, end(lastMs, "completed")], {
    result: { dataTable: [{ pages: middle.length, status: "done", rowId: 1 }] },
  });
}

export const longScripts: Script[] = [
  history("long-history", 500, 2_000),
  history("very-long-history", 3_000, 1_000),
];
