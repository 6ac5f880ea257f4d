/** Whether a Chromium can be driven at all, before anybody is promised that it is. */
import { chromium } from "playwright-core";
import { browserArgs } from "../../run/browser.mjs";

const START_WITHIN_MS = 20_000;

/**
 * Starts it once and ends it.
 * @returns its version
 * @throws with what it says when it does not start
 */
export async function probe(executablePath: string): Promise<string> {
  const browser = await chromium.launch({
    executablePath,
    args: browserArgs(),
    timeout: START_WITHIN_MS,
  });
  const version = browser.version();
  await browser.close();
  return version;
}
