/** The agent's hand at the browser: it moves, clicks, types and reads at a pace people can follow. */
import { setTimeout as delay } from "node:timers/promises";
import type { Locator, Page, Response } from "playwright-core";
import type { z } from "zod";
import type { DrivenRun, Tool } from "./driven-run.ts";
import { GaveUp } from "./gave-up.ts";
import { gateProblem, problemOf } from "./problem.ts";
import { PICTURE, SCREEN } from "./screen-size.ts";
import type { Session } from "./session.ts";
import { Watchdog } from "./watchdog.ts";

const BEFORE_CLICK_MS = 350;
const AFTER_LOAD_MS = 500;
const KEY_MS = 55;
const KEYS_AT_ONCE = 40;
const TAKEN_WITHIN_MS = 5_000;
const LOADED_WITHIN_MS = 10_000;
const SCROLL_BY = 90;
const SCROLL_MS = 45;
const MOST_SCROLLS = 40;

const WRITTEN = new Set(["text", "search", "number", "email", "tel", "url", "password"]);

export type HandOptions = {
  session: Session;
  run: DrivenRun;
  /** 1 is a person's; smaller is faster, 0 does not wait at all. */
  pace: number;
  pageLimitMs: number;
  /** How long a question waits for its answer. */
  questionLimitMs: number;
};

export class Hand {
  readonly page: Page;
  /** Bites when the page hangs: playwright waits for ever for some of what is asked of it. */
  readonly watchdog: Watchdog;
  readonly #options: HandOptions;
  /** Since the last picture. */
  #isChanged = false;

  constructor(options: HandOptions) {
    this.page = options.session.page;
    this.watchdog = new Watchdog(options.pageLimitMs);
    this.#options = options;
    this.page.on("framenavigated", (frame) => {
      if (frame === this.page.mainFrame()) options.session.cast.tell({ url: frame.url() });
    });
  }

  /** Says what is done next; a picture of what was done before is kept. */
  async say(words: string): Promise<void> {
    const { session, run } = this.#options;
    if (this.#isChanged) await session.look();
    this.#isChanged = false;
    run.say(words);
    session.cast.tell({ step: words });
    this.watchdog.beat();
  }

  found(rows: Record<string, unknown>[]): void {
    this.#options.run.found(rows);
  }

  async pause(ms: number): Promise<void> {
    const { pace, run } = this.#options;
    await delay(ms * pace, undefined, { signal: run.stopped });
    this.watchdog.beat();
  }

  /** Addresses the page asked for and did not get. */
  get refused(): readonly string[] {
    return this.#options.session.gate.denied;
  }

  /**
   * Opens an address.
   * @throws GaveUp when it cannot be opened or answers with a failure
   */
  async open(url: string): Promise<void> {
    const response = await this.page
      .goto(url, { waitUntil: "domcontentloaded" })
      .catch((error: unknown) => {
        // What is encrypted passes the gate unseen, so its refusal reaches the page as a failure.
        const trouble = this.#options.session.gate.tunnelTrouble(url);
        throw trouble === null ? error : new GaveUp(gateProblem(trouble, url));
      });
    const problem = problemOf(response);
    if (problem !== null) throw new GaveUp(problem);
    await this.#arrived();
  }

  /**
   * Clicks on what leads to another page and waits for it.
   * @returns why that page is none, in words; null when all is well
   */
  async follow(target: Locator): Promise<string | null> {
    const isPage = (response: Response) =>
      response.request().isNavigationRequest() &&
      response.frame() === this.page.mainFrame() &&
      (response.status() < 300 || response.status() >= 400);
    const answered = this.page.waitForResponse(isPage);
    const loaded = this.page.waitForEvent("domcontentloaded");
    const [response] = await Promise.all([answered, loaded, this.click(target)]);
    await this.#arrived();
    return problemOf(response);
  }

  /** Sends a form by its own button; returns as `follow` does. */
  submit(form: Locator): Promise<string | null> {
    return this.follow(form.locator("button[type=submit], button:not([type])").first());
  }

  async click(target: Locator): Promise<void> {
    await this.#pointAt(target);
    await target.click();
  }

  /** Writes into a field in place of what was there, key by key. */
  async type(field: Locator, text: string): Promise<void> {
    await this.click(field);
    const { pace } = this.#options;
    // Keys go wherever the focus is by then; what is secret goes into its own field or nowhere.
    const isWhole = pace === 0 || (await field.getAttribute("type")) === "password";
    const typed = isWhole ? "" : text;
    await field.fill(isWhole ? text : "");
    this.#isChanged = true;
    for (let from = 0; from < typed.length; from += KEYS_AT_ONCE) {
      const part = typed.slice(from, from + KEYS_AT_ONCE);
      await field.pressSequentially(part, { delay: KEY_MS * pace });
      this.watchdog.beat();
    }
    // What is finished does not blink on.
    await field.blur();
  }

  /**
   * Sets a control that is not written key by key: a choice, a tick ("1" or ""), a date, a range.
   * @throws GaveUp when the control does not take the value
   */
  async set(control: Locator, value: string | string[]): Promise<void> {
    const [name, type = "text"] = await control.evaluate((element) => [
      element.localName,
      element.getAttribute("type") ?? "text",
    ]);
    await this.#pointAt(control);
    const soon = { timeout: TAKEN_WITHIN_MS };
    try {
      if (name === "select") await control.selectOption(value, soon);
      else if (type === "checkbox" || type === "radio") {
        await control.setChecked(value === "1", soon);
      } else if (name === "textarea" || WRITTEN.has(type)) await this.type(control, String(value));
      else await control.fill(String(value), soon);
    } catch (error) {
      // What was to go in may be an answer, which is in no message.
      throw new GaveUp("A field of the page did not take its value.", { cause: error });
    }
  }

  /** Scrolls down as far as the page goes, within reason. */
  async scroll(): Promise<void> {
    const by = this.#options.pace === 0 ? SCREEN.height : SCROLL_BY;
    let before = -1;
    for (let count = 0; count < MOST_SCROLLS; count += 1) {
      await this.page.mouse.wheel(0, by);
      await this.pause(SCROLL_MS);
      const after = await this.page.evaluate(() => window.scrollY);
      if (after === before) return;
      this.#isChanged = true;
      before = after;
    }
  }

  /** Reads from the page's own script world, so what comes is checked like any other input. */
  async read<T>(schema: z.ZodType<T>, value: Promise<unknown>): Promise<T> {
    const parsed = schema.safeParse(await value);
    if (!parsed.success) throw new GaveUp("The page could not be read: it is not what it seems.");
    return parsed.data;
  }

  /**
   * Asks the people who watch.
   * @param otherwise what else may end the question
   * @returns their answer; null when `otherwise` came first
   */
  async ask(parameters: Tool["parameters"], otherwise: Promise<unknown>): Promise<unknown> {
    const { session, run, questionLimitMs } = this.#options;
    await session.look();
    session.cast.tell({ step: "Waiting for an answer", waiting: true });
    this.watchdog.hold();
    try {
      return await run.ask({ name: "form_input", parameters }, questionLimitMs, otherwise);
    } finally {
      session.cast.tell({ waiting: false });
      this.watchdog.beat();
    }
  }

  async #arrived(): Promise<void> {
    this.#isChanged = true;
    // What never finishes loading is read as far as it came.
    const timeout = Math.min(LOADED_WITHIN_MS, this.#options.pageLimitMs / 2);
    await this.page.waitForLoadState("load", { timeout }).catch(() => {});
    const title = await this.page.title();
    this.#options.session.cast.tell({ title: title.slice(0, 200) });
    await this.pause(AFTER_LOAD_MS);
  }

  async #pointAt(target: Locator): Promise<void> {
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (!box) return;
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const scale = PICTURE.width / SCREEN.width;
    this.#options.session.cast.tell({ pointer: { x: x * scale, y: y * scale } });
    await this.page.mouse.move(x, y, { steps: this.#options.pace === 0 ? 1 : 6 });
    await this.pause(BEFORE_CLICK_MS);
  }
}
