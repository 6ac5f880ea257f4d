/** Requests of a page that are held back, so that what is shown meanwhile is there to be looked at. */
import type { Page } from "@playwright/test";

/**
 * Holds back what a page sends to `glob` until it is released; from then on all of it goes through.
 * To release is possible before the first request has come: a page may say that it sends one sooner.
 * @returns `posts`: how many of them were a POST
 */
export async function hold(page: Page, glob: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let posts = 0;
  await page.route(glob, async (route) => {
    if (route.request().method() === "POST") posts += 1;
    await promise;
    await route.continue();
  });
  return { release: resolve, posts: () => posts };
}
