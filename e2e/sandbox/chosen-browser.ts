/** The Chromium that drives created tasks, tried before anybody is promised that it does. */
import { findBrowser } from "../run/browser.mjs";
import type { BrowserOptions } from "./server.ts";

export type ChosenBrowser = {
  browser?: BrowserOptions;
  /** Why there is none, in words for people. */
  noBrowser?: string;
};

/**
 * Finds one that is already on this machine and starts it once.
 * @param unwanted why none is to be used, if none is
 */
export async function chosenBrowser(unwanted: string | null = null): Promise<ChosenBrowser> {
  if (unwanted !== null) return { noBrowser: unwanted };
  try {
    const { path } = await findBrowser({ install: false });
    const { probe } = await import("./driven/probe.ts");
    return { browser: { executablePath: path, version: await probe(path) } };
  } catch (error) {
    const [words = ""] = (error instanceof Error ? error.message : String(error)).split("\n", 1);
    return { noBrowser: words };
  }
}
