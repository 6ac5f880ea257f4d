/** The agent's hand at the browser: it moves, clicks, types and reads at a pace people can follow. */
import { setTimeout as delay } from "node:timers/promises";
import type { Locator, Page, Response } from "playwright-core";
import type { z } from "zod";
import type { DrivenRun, Tool } from "./driven-run.ts";
import { GaveUp } from "./gave-up.ts";
import { gateProblem, problemOf } from "./problem.ts";
import { PICTURE, SCREEN } from "./screen-size.ts";
import type { Session } from "./session.ts";

const BEFORE_CLICK_MS = 350;
const AFTER_LOAD_MS = 500;
const KEY_MS = 55;
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
  readonly #options: HandOptions;

  constructor(options: HandOptions) {
    this.page = options.session.page;
    this.#options = options;
    this.page.on("framenavigated", (frame) => {
      if (frame === this.page.mainFrame()) options.session.cast.tell({ url: frame.url() });
    });
  }

  /** Says what is done next; the picture of what was done before is kept. */
  say(words: string): void {
    const { session, run } = this.#options;
    session.pictures.take(session.cast.latest);
    run.say(words);
    session.cast.tell({ step: words });
  }

  found(rows: Record<string, unknown>[]): void {
    this.#options.run.found(rows);
  }

  pause(ms: number): Promise<void> {
    const { pace, run } = this.#options;
    return delay(ms * pace, undefined, { signal: run.stopped });
  }

  /**
   * Opens an address.
   * @throws GaveUp when it cannot be opened or answers with a failure
   */
  async open(url: string): Promise<void> {
    const response = await this.page.goto(url, { waitUntil: "load" }).catch((error: unknown) => {
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
    const loaded = this.page.waitForEvent("load");
    const [response] = await Promise.all([answered, loaded, this.click(target)]);
    await this.#arrived();
    return problemOf(response);
  }

  async click(target: Locator): Promise<void> {
    await this.#pointAt(target);
    await target.click();
  }

  /** Writes into a field in place of what was there, key by key. */
  async type(field: Locator, text: string): Promise<void> {
    await this.click(field);
    const { pace } = this.#options;
    await field.fill(pace === 0 ? text : "");
    if (pace > 0) await field.pressSequentially(text, { delay: KEY_MS * pace });
    // What is finished does not blink on.
    await field.blur();
  }

  /**
   * Sets a control that is not written key by key: a choice, a tick ("1" or ""), a date, a range.
   * @throws GaveUp when the control does not take the value
   */
  async set(control: Locator, value: string | string[]): Promise<void> {
    const kind = await this.within(
      control.evaluate((element) => [element.localName, element.getAttribute("type") ?? "text"]),
    );
    await this.#pointAt(control);
    const [name, type = "text"] = kind;
    if (name === "select") await control.selectOption(value);
    else if (type === "checkbox" || type === "radio") await control.setChecked(value === "1");
    else if (name === "textarea" || WRITTEN.has(type)) await this.type(control, String(value));
    else await control.fill(String(value));
  }

  /** Scrolls down as far as the page goes, within reason. */
  async scroll(): Promise<void> {
    const by = this.#options.pace === 0 ? SCREEN.height : SCROLL_BY;
    let before = -1;
    for (let count = 0; count < MOST_SCROLLS; count += 1) {
      await this.page.mouse.wheel(0, by);
      await this.pause(SCROLL_MS);
      const after = await this.within(this.page.evaluate(() => window.scrollY));
      if (after === before) return;
      before = after;
    }
  }

  /** Reads from the page's own script world, so what comes is checked like any other input. */
  async read<T>(schema: z.ZodType<T>, value: Promise<unknown>): Promise<T> {
    const parsed = schema.safeParse(await this.within(value));
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
    session.pictures.take(session.cast.latest);
    session.cast.tell({ step: "Waiting for an answer", waiting: true });
    try {
      return await run.ask({ name: "form_input", parameters }, questionLimitMs, otherwise);
    } finally {
      session.cast.tell({ waiting: false });
    }
  }

  /** Scripts of a page may never end; what is asked of it has a limit. */
  async within<T>(work: Promise<T>): Promise<T> {
    const { pageLimitMs } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const words = `The page did not answer within ${pageLimitMs / 1_000} s.`;
      timer = setTimeout(() => reject(new GaveUp(words)), pageLimitMs);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #arrived(): Promise<void> {
    const title = await this.within(this.page.title());
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
