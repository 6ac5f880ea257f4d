import { isAbsolute } from "node:path";
import { expect, it } from "vitest";
import { playwrightsShellPath } from "./browser.mjs";

/** All of Playwright is loaded for it. */
const WITHIN_MS = 30_000;

it(
  "Playwright's registry, which is not public, still tells where its headless shell is",
  async () => {
    const path = await playwrightsShellPath();
    expect(isAbsolute(path), path).toBe(true);
    expect(path).toMatch(/headless[-_]shell/);
  },
  WITHIN_MS,
);
