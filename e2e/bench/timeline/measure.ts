/** What somebody feels of a run's page, measured in a browser. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { LongRun, TimelineWorld } from "./world.ts";

const ROW = "[data-testid=timeline-item]";

/** A page on which long tasks are counted from its beginning. */
async function contextFor(browser: Browser, world: TimelineWorld): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const [name = "", value = ""] = world.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: world.servers.dashboard().origin }]);
  await context.addInitScript(() => {
    const seen: number[] = [];
    Object.assign(window, { longTasks: seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.push(duration);
    }).observe({ type: "longtask", buffered: true });
  });
  return context;
}

const addressOf = (world: TimelineWorld, { path }: LongRun) =>
  `${world.servers.dashboard().origin}${path}`;

/** From the request of the page to its first paint, in ms. */
export async function firstPaint(browser: Browser, world: TimelineWorld, run: LongRun) {
  const context = await contextFor(browser, world);
  const page = await context.newPage();
  await page.goto(addressOf(world, run));
  await page.locator(ROW).first().waitFor();
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]);
  const ms = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  );
  await context.close();
  return ms;
}

/** A page of a run with all that there is of it read. */
export async function openWhole(browser: Browser, world: TimelineWorld, run: LongRun) {
  const context = await contextFor(browser, world);
  const page = await context.newPage();
  await page.goto(`${addressOf(world, run)}?event=1`);
  await page.locator(`${ROW}[data-seq="1"]`).waitFor({ timeout: 60_000 });
  await page.waitForFunction(
    () =>
      document.querySelector("[data-testid=timeline-item]")?.getAttribute("aria-setsize") !== "-1",
  );
  return page;
}

/** From a pressed `j` to the paint that follows, in ms, so many times one after another. */
export async function keypresses(page: Page, times: number): Promise<number[]> {
  await page.evaluate(() => {
    const taken: number[] = [];
    Object.assign(window, { taken });
    window.addEventListener(
      "keydown",
      ({ timeStamp }) => {
        // The message comes once the frame that the key led to is out.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", () => taken.push(performance.now() - timeStamp));
          port1.start();
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (let press = 1; press <= times; press += 1) {
    await page.keyboard.press("j");
    await page.waitForFunction(
      (count) => (window as unknown as { taken: number[] }).taken.length >= count,
      press,
    );
  }
  return page.evaluate(() => (window as unknown as { taken: number[] }).taken);
}

/** Scrolls from one end to the other, frame by frame. @returns long tasks in ms, the most rows. */
export const scrollThrough = (page: Page) =>
  page.evaluate(async () => {
    const { longTasks } = window as unknown as { longTasks: number[] };
    const box = document.querySelector("[role=region][aria-label=Steps]") as HTMLElement;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // Long tasks are told a little later: those of what was before are not of this.
    const told = () => new Promise((resolve) => setTimeout(resolve, 500));
    box.scrollTop = 0;
    await told();
    longTasks.length = 0;
    let mostRows = 0;
    // First as by a wheel, then as by the bar that is dragged.
    for (const [stepPx, frames] of [
      [120, 240],
      [2_000, 400],
    ] as const) {
      for (let step = 0; step < frames; step += 1) {
        box.scrollTop += stepPx;
        await frame();
        mostRows = Math.max(mostRows, box.querySelectorAll("li[data-row]").length);
      }
    }
    const isThrough = box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
    await told();
    return { longTasks, mostRows, isThrough };
  });
