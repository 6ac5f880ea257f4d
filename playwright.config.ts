import { defineConfig } from "@playwright/test";
import { browserArgs, findBrowser } from "./e2e/run/browser.mjs";
import { isFull } from "./e2e/support/scale.ts";

// Workers load this file again and find the choice made.
process.env.CHROMIUM_PATH ??= (await findBrowser()).path;
const report = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME;

export default defineConfig({
  testDir: "e2e/specs",
  outputDir: "test-results",
  snapshotPathTemplate: "e2e/baselines/{arg}{ext}",
  globalSetup: "./e2e/support/servers.ts",
  // Sooner than `npm test` ends it, so that what it found until then is told.
  globalTimeout: isFull || process.env.SCREENSHOTS ? 3_540_000 : 645_000,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  forbidOnly: true,
  // What takes minutes is not there at all otherwise: a skipped test counts as one that failed.
  ...(isFull ? {} : { grepInvert: /@full/ }),
  // Browsers need most of a processor each, and those an agent drives come on top of the tests' own;
  // tests over HTTP mostly wait.
  workers: 6,
  projects: [
    { name: "driven", testDir: "e2e/specs/driven", workers: 1 },
    { name: "browser", testDir: "e2e/specs/browser", workers: 3 },
    { name: "http", testDir: "e2e/specs/http" },
    { name: "hardening", testDir: "e2e/specs/hardening" },
    ...(process.env.SCREENSHOTS
      ? [{ name: "screenshots", testDir: "e2e/gallery", workers: 2, use: { deviceScaleFactor: 1 } }]
      : []),
  ],
  retries: 0,
  // The failures last: they are read first, and often nothing but the end of the output is kept.
  reporter: [
    ["./e2e/support/log-reporter.ts"],
    ["list"],
    ...(report ? [["json", { outputFile: report }] as const] : []),
  ],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: browserArgs() },
    screenshot: "only-on-failure",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 800 },
    // A quarter of the points to draw; nothing is compared point by point.
    deviceScaleFactor: 0.5,
    // Endless animations cost a machine without a graphics card most of its time.
    contextOptions: { reducedMotion: "reduce" },
  },
});
