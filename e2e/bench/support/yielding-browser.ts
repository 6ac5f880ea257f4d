/** A browser beside a measurement: it may be slow, what is measured may not. */
import { fileURLToPath } from "node:url";
import type { BrowserOptions } from "../../sandbox/server.ts";

const SCRIPT = fileURLToPath(new URL("yielding-browser.sh", import.meta.url));

/** The same browser with the lowest claim to the processor; as it is where there is no `nice`. */
export function yielding(browser: BrowserOptions): BrowserOptions {
  if (process.platform === "win32") return browser;
  process.env.YIELDING_BROWSER = browser.executablePath;
  return { ...browser, executablePath: SCRIPT };
}
