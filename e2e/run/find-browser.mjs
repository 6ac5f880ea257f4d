/**
 * Prints the Chromium a demo may drive, as JSON: `{is: "found", path, source}`, or `{is: "none"}`,
 * or `{is: "broken", path}` when CHROMIUM_PATH names one that does not start. Run as a process of
 * its own: installing blocks it.
 */
import { findBrowser } from "./browser.mjs";

const named = process.env.CHROMIUM_PATH;
const found = await findBrowser({ install: "smallest" }).then(
  (browser) => ({ is: "found", ...browser }),
  () => (named ? { is: "broken", path: named } : { is: "none" }),
);
console.log(JSON.stringify(found));
