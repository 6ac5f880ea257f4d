/** Draws the catalogue; `npm run screenshots` runs it, `npm test` does not. */
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { address } from "../support/addresses.ts";
import { type Dashboard, startDashboard } from "../support/dashboard.ts";
import { drawn } from "../support/drawn.ts";
import { CATALOGUE } from "../support/gallery/catalogue.ts";
import { demoStates } from "../support/gallery/sign-in-states.ts";
import type { GalleryState } from "../support/gallery/state.ts";
import { Visit } from "../support/gallery/visit.ts";
import { walk } from "../support/gallery/walk.ts";
import { mintKey } from "../support/sandbox.ts";
import { expect, test } from "../support/test.ts";

const FOLDER = process.env.SCREENSHOTS ?? "screenshots";
const WANTED = (process.env.SCREENSHOTS_OF ?? "").split(",").filter(Boolean);
const WIDTHS: [name: string, width: number, height: number][] = [
  ["1280", 1280, 800],
  ["768", 768, 1024],
  ["360", 360, 740],
];
/** Beyond it the rest of a page is more of the same. */
const TALLEST = 2_400;

const isWanted = ({ name }: GalleryState) =>
  WANTED.length === 0 || WANTED.some((part) => name.includes(part));

test.beforeEach(async ({ context }) => {
  test.setTimeout(15 * 60_000);
  const offsetMs = Number(process.env.CLOCK_OFFSET_MS ?? 0);
  await context.addInitScript((offsetMs) => {
    const Real = Date;
    const realNow = Real.now;
    Real.now = () => realNow() + offsetMs;
    window.Date = new Proxy(Real, {
      construct: (target, args, as) =>
        Reflect.construct(target, args.length > 0 ? args : [target.now()], as),
      apply: (target) => new target(target.now()).toString(),
    });
  }, offsetMs);
});

async function draw(page: Page, { name, tabbed }: GalleryState): Promise<void> {
  const scheme = { light: "light", dark: "dark" } as const;
  for (const colorScheme of Object.values(scheme)) {
    await page.emulateMedia({ colorScheme });
    for (const [way, width, height] of WIDTHS) {
      if (tabbed && width >= 1024) continue;
      await page.setViewportSize({ width, height });
      await drawn(page);
      // What lies over the page is placed by the window, so that the window is what is drawn.
      const over = page.locator("[role=dialog], [role=alertdialog], [role=menu], [role=tooltip]");
      const isWhole = (await over.count()) === 0;
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      const clip = { x: 0, y: 0, width, height: Math.min(TALLEST, Math.max(height, tall)) };
      await page.screenshot({
        path: join(FOLDER, `${name}--${way}-${colorScheme}.png`),
        caret: "hide",
        ...(isWhole ? { fullPage: true, clip } : {}),
      });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}

for (const { name, states } of CATALOGUE.map(({ name, states }) => ({
  name,
  states: states.filter(isWanted),
}))) {
  if (states.length === 0) continue;
  test(`pictures of ${name}`, async ({ page, consoleGuard }) => {
    let count = 0;
    const wrong = await walk(new Visit(page), consoleGuard, states, async (state) => {
      await draw(page, state);
      count += 1;
      console.log(`${name} ${count}/${states.length}: ${state.name}`);
    });
    expect(wrong.join("\n"), "could not be drawn").toBe("");
  });
}

if (demoStates.some(isWanted)) {
  test("pictures of a demo", async ({ page, consoleGuard }) => {
    const { key } = await mintKey(address("sandbox"));
    const dashboard: Dashboard = await startDashboard({
      name: "demo-pictures",
      upstreams: `sandbox=${address("sandbox")}/api/v1`,
      env: {
        DEMO_API_KEY: key,
        DEMO_NOTICE: "Tasks you create replay recorded runs: no browser was looked for.",
        DEMO_SUGGESTIONS: JSON.stringify([
          "Find the cheapest 27-inch monitor in the shop that turns upright",
          "Collect the headlines of the science pages",
          "Fill in the form for a new supplier and ask me for what is missing",
        ]),
      },
    });
    try {
      const states = demoStates.filter(isWanted);
      const visit = new Visit(page, dashboard.origin);
      const wrong = await walk(visit, consoleGuard, states, (state) => draw(page, state));
      expect(wrong.join("\n"), "could not be drawn").toBe("");
      // Left open it would go on asking, and report that nobody answers.
      await page.close();
    } finally {
      await dashboard.stop();
    }
  });
}
