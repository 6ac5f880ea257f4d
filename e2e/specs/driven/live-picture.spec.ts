/** The live picture of a real browser: smooth while it moves, silent while it does not, over when it is. */
import { watchStream } from "../../support/stream-viewer.ts";
import { expect, test, until } from "../../support/test.ts";
import { openWatchedBrowser, type WatchedBrowser } from "../../support/watched-browser.ts";

/** A blinking caret would break it at least twice. */
const SILENCE_MS = 1_200;
const LEAST_FRAMES_A_SECOND = 5;

let watched: WatchedBrowser;
test.beforeEach(async () => {
  watched = await openWatchedBrowser(process.env.CHROMIUM_PATH ?? "");
});
test.afterEach(() => watched.close());

test("three viewers see five pictures a second and more while things move, nothing while they do not, and the end", async () => {
  const viewers = await Promise.all([1, 2, 3].map(() => watchStream(watched.liveUrl)));
  await until(() => viewers.every(({ lastFrame }) => lastFrame)).toBe(true);
  expect(viewers[0]?.scene).toMatchObject({ title: "A moving page", step: "Reading a page" });

  await watched.move(true);
  const slowest = () => Math.min(...viewers.map(({ rate }) => rate()));
  await until(slowest).toBeGreaterThanOrEqual(LEAST_FRAMES_A_SECOND);

  await watched.move(false);
  await watched.session.page.getByRole("textbox").click();
  await until(() => Math.min(...viewers.map(({ quietMs }) => quietMs()))).toBeGreaterThan(
    SILENCE_MS,
  );
  const { latest } = watched.session.cast;
  for (const { lastFrame } of viewers) expect(latest?.equals(lastFrame ?? Buffer.of())).toBe(true);

  await watched.end();
  await Promise.all(viewers.map(({ ended }) => ended));
  expect((await fetch(watched.liveUrl)).status).toBe(404);
  expect((await fetch(`${watched.liveUrl}/stream`)).status).toBe(404);
});

test("the live page shows the browser, keeps hands off it until a person takes control, and says when it is over", async ({
  page,
}) => {
  const field = watched.session.page.getByRole("textbox");
  const button = watched.session.page.getByRole("button", { name: "Press" });
  const middle = await button.evaluate((element) => {
    const box = element.getBoundingClientRect();
    return {
      x: (box.left + box.right) / 2 / innerWidth,
      y: (box.top + box.bottom) / 2 / innerHeight,
    };
  });
  await page.goto(watched.liveUrl);
  const picture = page.getByRole("img", { name: "Live picture" });
  await expect(picture).toBeVisible();
  await expect(page.getByText("Reading a page")).toBeVisible();

  const press = async () => {
    const box = await picture.boundingBox();
    if (!box) throw new Error("no picture");
    await page.mouse.click(box.x + box.width * middle.x, box.y + box.height * middle.y);
  };
  await press();
  await page.keyboard.type("no");
  await expect(page.getByText("View only")).toHaveCSS("opacity", "1");

  await page.getByRole("button", { name: "Take control" }).click();
  await press();
  await expect(button).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("Yes");
  await page.keyboard.insertText(" ✓");
  await expect(field).toHaveValue("Yes ✓");
  // Two within 600 ms, which a busy machine may miss.
  await expect(async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Take control" })).toBeFocused({
      timeout: 1_000,
    });
  }).toPass({ timeout: 20_000 });

  await watched.end();
  await expect(page.getByText("This browser session has ended.")).toBeVisible();
  await expect(picture).toBeHidden();
});
