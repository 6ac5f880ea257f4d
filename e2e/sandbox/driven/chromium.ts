/** The Chromium of one run: started behind its gate, found again by its mark. */
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { browserArgs } from "../../run/browser.mjs";
import { stillCaret } from "./cast.ts";
import type { Gate } from "./gate.ts";
import { gateProxy, gateSwitches } from "./gate.ts";
import { findProcess, processesOf } from "./memory.ts";
import { SCREEN } from "./screen-size.ts";

const SWITCHES = [
  "--disable-gpu",
  "--disable-software-rasterizer",
  "--renderer-process-limit=2",
  "--js-flags=--max-old-space-size=160",
];

export type ChromiumOptions = {
  executablePath: string;
  /** How long one page may take. */
  pageLimitMs: number;
};

/**
 * Starts it with one empty page.
 * @param mark an argument that no other process has
 */
export async function startChromium(
  { executablePath, pageLimitMs }: ChromiumOptions,
  gate: Gate,
  mark: string,
): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch({
    executablePath,
    args: [...browserArgs(), ...SWITCHES, ...gateSwitches(), mark],
    proxy: gateProxy(gate),
    // Whoever opened it closes it; it is told of the signals.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  try {
    return { browser, page: await onlyPage(browser, pageLimitMs) };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function onlyPage(browser: Browser, pageLimitMs: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: SCREEN,
    locale: "en-GB",
    serviceWorkers: "block",
    acceptDownloads: false,
  });
  context.setDefaultTimeout(pageLimitMs);
  context.setDefaultNavigationTimeout(pageLimitMs);
  await stillCaret(context);
  const page = await context.newPage();
  // A page that opens others leaves the agent where it is.
  context.on("page", (other) => void other.close().catch(() => {}));
  return page;
}

/** Ends what is left of a browser, with all its processes, where those can be told. */
export function killMarked(mark: string): void {
  const first = findProcess(mark);
  for (const pid of first === null ? [] : processesOf(first)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
