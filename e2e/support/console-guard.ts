/** Fails a test on anything a browser's console calls an error, unless the test expected it. */
import type { BrowserContext } from "@playwright/test";

/** The sandbox's live page, framed from another origin, asks in vain once its browser closed. */
const LIVE_PAGE = /^http:\/\/localhost:\d+\/live\//;

export class ConsoleGuard {
  readonly #seen: string[] = [];
  readonly #expected: RegExp[] = [];

  /** Errors that match are part of the test. */
  expect(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** Watches every page of a context: console errors, uncaught errors, refused by CSP. */
  async watch(context: BrowserContext): Promise<void> {
    context.on("console", (message) => {
      const { url } = message.location();
      if (message.type() !== "error" || LIVE_PAGE.test(url)) return;
      this.#seen.push(`${message.text()} (${url})`);
    });
    context.on("weberror", (error) => this.#seen.push(`uncaught: ${error.error().stack}`));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(
          `CSP violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
        );
      });
    });
  }

  /** What was seen and not expected. */
  unexpected(): string[] {
    return this.#seen.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }
}
