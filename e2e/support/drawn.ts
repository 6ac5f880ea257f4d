/** When a page looks as it is going to look. */
import type { Page } from "@playwright/test";

/** Resolves once fonts and pictures are there and whatever was moving has come to its end. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await document.fonts.ready;
    await frame();
    // What moves as something is scrolled never ends by itself.
    const moving = document
      .getAnimations()
      .filter(
        ({ effect, timeline }) =>
          timeline === document.timeline && effect?.getComputedTiming().endTime !== Infinity,
      );
    await Promise.all(moving.map(({ finished }) => finished.catch(() => undefined)));
    await frame();
  });
