/** Shows what the servers logged when something failed. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FullResult, Reporter } from "@playwright/test/reporter";
import { LOG_FOLDER } from "./dashboard.ts";

const LINES = 40;

export default class LogReporter implements Reporter {
  onEnd(result: FullResult): void {
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
