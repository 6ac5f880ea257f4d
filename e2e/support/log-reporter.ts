/** Shows what the servers logged when something failed, and what a test wants to be read by all. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { LOG_FOLDER } from "./dashboard.ts";

const LINES = 40;

export default class LogReporter implements Reporter {
  readonly #loud: string[] = [];

  onTestEnd(_test: TestCase, { annotations }: TestResult): void {
    for (const { type, description } of annotations) {
      if (type === "loud" && description) this.#loud.push(description);
    }
  }

  onEnd(result: FullResult): void {
    for (const words of this.#loud) console.log(`\n!!! ${words}`);
    if (result.status === "passed" || !existsSync(LOG_FOLDER)) return;
    for (const file of readdirSync(LOG_FOLDER)) {
      const lines = readFileSync(join(LOG_FOLDER, file), "utf8").trimEnd().split("\n");
      console.log(`\n── ${file}, last ${LINES} lines of ${lines.length}`);
      console.log(lines.slice(-LINES).join("\n"));
    }
  }

  printsToStdio(): boolean {
    return false;
  }
}
