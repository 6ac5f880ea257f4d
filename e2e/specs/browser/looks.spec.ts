/** What carries state looks as it did, in light and in dark (`npm run screenshots -- --baselines`). */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../run/processes.mjs";
import { drawn } from "../../support/drawn.ts";
import { CATALOGUE } from "../../support/gallery/catalogue.ts";
import { LOOKS } from "../../support/gallery/looks.ts";
import { Visit } from "../../support/gallery/visit.ts";
import { walk } from "../../support/gallery/walk.ts";
import { steadyWords } from "../../support/steady-words.ts";
import { expect, test } from "../../support/test.ts";

test.use({ deviceScaleFactor: 1 });

const STATES = CATALOGUE.flatMap(({ states }) => states).filter(({ name }) => name in LOOKS);

test("pills, banners, notices, rows and cards look as they did", async ({
  page,
  browser,
  consoleGuard,
}, { config, annotations }) => {
  test.setTimeout(120_000);
  // Another Chromium, or one of another system, draws the same page in other points.
  const folder = `chromium-${browser.version().split(".")[0]}-${process.platform}`;
  if (config.updateSnapshots !== "all" && !existsSync(join(ROOT, "e2e", "baselines", folder))) {
    const description = `Looks were NOT compared: e2e/baselines has no ${folder}. To make its pictures, look at them and commit them: npm run screenshots -- --baselines`;
    annotations.push({ type: "loud", description });
    return;
  }
  const wrong = await walk(new Visit(page), consoleGuard, STATES, async ({ name }) => {
    await steadyWords(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await drawn(page);
      for (const [part, locator] of Object.entries(LOOKS[name]?.(page) ?? {})) {
        await expect(locator).toHaveScreenshot([folder, `${part}-${colorScheme}.png`], {
          maxDiffPixelRatio: 0.02,
        });
      }
    }
    await page.emulateMedia({ colorScheme: "light" });
  });
  expect(wrong.join("\n")).toBe("");
});
