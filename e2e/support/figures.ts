/** What the tests of a promise have measured, for the table at the end of the command that ran them. */
import { appendFileSync } from "node:fs";
import type { Promised } from "../run/promises.mjs";

/**
 * Notes what a promise reached in this run, in the file FIGURES names; without one it does nothing.
 * Called last in a test: a promise that failed has no figure.
 */
export function figure(promise: Promised, reached: string): void {
  const file = process.env.FIGURES;
  if (file) appendFileSync(file, `${JSON.stringify({ promise, reached })}\n`);
}
