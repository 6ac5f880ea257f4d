/** The browser behind the demo: looked for beside the build, and whether the sandbox drives it. */
import { text } from "node:stream/consumers";
import { runtime, start, stop } from "./processes.mjs";

const SEARCH_MS = 240_000;
const NOT_DRIVEN = { driven: false, reason: null, version: null };

/**
 * Looks for a Chromium, downloading or installing one if need be, for four minutes at most.
 * @returns what find-browser.mjs printed, `{is: "late"}`, or `{is: "off"}` with DEMO_BROWSER=off
 */
export async function searchBrowser(env) {
  if (env.DEMO_BROWSER === "off") return { is: "off" };
  const search = start(runtime(), ["e2e/run/find-browser.mjs"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void stop(search);
  }, SEARCH_MS);
  const printed = await text(search.child.stdout);
  clearTimeout(timer);
  if (isLate) return { is: "late" };
  try {
    return JSON.parse(printed);
  } catch {
    return { is: "none" };
  }
}

/** Whether a sandbox drives a browser; one that does not say so replays. */
export const askSandbox = (origin) =>
  fetch(`${origin}/_sandbox/browser`, { signal: AbortSignal.timeout(30_000) }).then(
    (answer) => (answer.ok ? answer.json() : NOT_DRIVEN),
    () => NOT_DRIVEN,
  );
