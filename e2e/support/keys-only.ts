/** Somebody with a keyboard and nothing else: where the focus goes, and whether it is seen. */
import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";

/** More stops than any page has before what is looked for. */
const STOPS = 60;

/**
 * What shows where the focus is: an outline around it, around what it is the inner part of, or, in a
 * menu, the ground of the chosen line. Empty where nothing does.
 */
export const focusMark = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    if (element.hasAttribute("data-highlighted")) {
      const { backgroundColor } = getComputedStyle(element);
      return backgroundColor === "rgba(0, 0, 0, 0)" ? "" : `ground ${backgroundColor}`;
    }
    const around = [element, element.closest("label")].filter((it) => it !== null);
    for (const it of around) {
      for (const part of [undefined, "::after"]) {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(it, part);
        if (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) {
          return `${outlineStyle} ${outlineWidth} ${outlineColor}`;
        }
      }
    }
    return "";
  });

/** Expects the focus there, and to be seen. */
export async function expectFocus(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport();
  expect(await focusMark(target.page()), "the focus is seen").not.toBe("");
}

/**
 * Presses Tab until the focus is where it is to be; on the way, each stop must be seen.
 * @returns how many presses it took
 */
export async function tabTo(target: Locator, key = "Tab"): Promise<number> {
  const page = target.page();
  await expect(target).toBeVisible();
  for (let press = 1; press <= STOPS; press += 1) {
    await page.keyboard.press(key);
    const is = await target.evaluate((element) => element === document.activeElement);
    const mark = await focusMark(page);
    const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
    // From the last stop of a page the focus goes out to the browser and comes in again.
    if (where?.startsWith("<body")) continue;
    expect(mark, `the focus is seen at ${where}`).not.toBe("");
    if (is) {
      await expect(target).toBeInViewport();
      return press;
    }
  }
  throw new Error(`${STOPS} presses of ${key} did not lead to ${target}`);
}
