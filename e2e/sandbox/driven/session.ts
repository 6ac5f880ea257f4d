/** One browser for one run: opened behind the gate, watched while it lives, closed without a trace. */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { Cast } from "./cast.ts";
import { killMarked, startChromium } from "./chromium.ts";
import type { Gate } from "./gate.ts";
import { openGate } from "./gate.ts";
import { GaveUp } from "./gave-up.ts";
import type { Memory } from "./memory.ts";
import { findProcess, memoryOf } from "./memory.ts";
import { Pictures } from "./pictures.ts";
import { PICTURE } from "./screen-size.ts";
import { untilAborted } from "./until-aborted.ts";

/** What a run's pages may take beside the browser's own program, which all browsers share. */
const MOST_MEMORY_BYTES = 300_000_000;
const WATCH_EVERY_MS = 1_000;
const LAUNCH_WITHIN_MS = 30_000;
const CLOSE_WITHIN_MS = 5_000;
const LOOK_WITHIN_MS = 3_000;
const FIRST_PICTURE_MS = 2_000;
const DRAW_TURNS = 3;
/** The gate gives up before the page does, since it can say why; its clock begins later. */
const GATE_SOONER_MS = 4_000;

export type SessionOptions = {
  executablePath: string;
  /** Hosts beyond this machine that may be opened. */
  allowHosts: string[];
  /** Ports of this machine that may not. */
  deniedPorts: number[];
  /** How long one page may take. */
  pageLimitMs: number;
};

const ENDED = "The browser ended unexpectedly.";

export class Session {
  /** Drawing it costs a processor most of its time, so it is drawn while somebody watches. */
  readonly cast = new Cast((isWatched) => this.#draw(isWatched));
  readonly pictures = new Pictures();
  /** Rejects with the reason when the browser is lost; never resolves. */
  readonly broken: Promise<never>;
  readonly page: Page;
  readonly gate: Gate;
  /** Null where it cannot be told. */
  readonly pid: number | null;
  /** The most memory seen, in bytes; null where that cannot be told. */
  mostMemory: Memory | null = null;
  readonly #browser: Browser;
  readonly #mark: string;
  readonly #watch: NodeJS.Timeout;
  #drawing: Promise<void> = Promise.resolve();
  #closing: Promise<void> | null = null;

  private constructor(browser: Browser, page: Page, gate: Gate, mark: string) {
    this.page = page;
    this.gate = gate;
    this.#browser = browser;
    this.#mark = mark;
    this.pid = findProcess(mark);
    const { promise, reject } = Promise.withResolvers<never>();
    this.broken = promise;
    promise.catch(() => {});
    const lose = (reason: string) => reject(new GaveUp(reason));
    browser.once("disconnected", () => lose(ENDED));
    page.once("crash", () => lose("The page crashed the browser."));
    // A browser's end closes its page first.
    page.once("close", () =>
      setImmediate(() => lose(browser.isConnected() ? "The page was closed." : ENDED)),
    );
    this.#watch = setInterval(() => this.#weigh(lose), WATCH_EVERY_MS);
  }

  /**
   * @param stopped ends the opening too
   * @throws when no browser starts in time, or `stopped` came first; nothing is left running then
   */
  static async open(
    options: SessionOptions,
    stopped: AbortSignal = NEVER_STOPPED,
  ): Promise<Session> {
    const timeoutMs = Math.max(options.pageLimitMs - GATE_SOONER_MS, options.pageLimitMs / 2);
    const gate = await openGate({ ...options, timeoutMs });
    const mark = `--sandbox-run=${randomUUID()}`;
    const opening = startChromium(options, gate, mark).then(
      ({ browser, page }) => new Session(browser, page, gate, mark),
    );
    try {
      return await soonEnough(opening, stopped);
    } catch (error) {
      // What hangs while it starts answers no polite request to end.
      killMarked(mark);
      const closed = opening.then((session) => session.close()).catch(() => {});
      await Promise.race([closed, delay(CLOSE_WITHIN_MS, undefined, { ref: false })]);
      killMarked(mark);
      await gate.close();
      throw error;
    }
  }

  /** Ends the browser and all its processes, and with them the live picture. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearInterval(this.#watch);
    const closed = this.#browser.close().catch(() => {});
    await Promise.race([closed, delay(CLOSE_WITHIN_MS, undefined, { ref: false })]);
    // A page that hangs may keep its browser from ending by itself.
    killMarked(this.#mark);
    this.cast.close();
    await this.gate.close();
  }

  /** Keeps a picture of the page as it is for the recording, if one can be had soon. */
  async look(): Promise<void> {
    const { latest } = this.cast;
    const options = { type: "jpeg", quality: 70, timeout: LOOK_WITHIN_MS } as const;
    this.pictures.take(latest ?? (await this.page.screenshot(options).catch(() => null)));
  }

  #draw(isWatched: boolean): void {
    const { cast, page } = this;
    const onFrame = ({ data }: { data: Buffer }) => cast.frame(data);
    const change = async () => {
      if (!isWatched) return page.screencast.stop();
      for (let turn = 1; cast.viewers > 0; turn += 1) {
        await page.screencast.start({ onFrame, size: PICTURE, quality: 70 });
        // The first picture is lost at times while a page makes way for the next; of a page on which
        // nothing moves there is no other.
        if (turn === DRAW_TURNS || (await this.#isDrawn())) return;
        await page.screencast.stop();
      }
    };
    // A browser that has ended says so in other ways.
    this.#drawing = this.#drawing.then(change).catch(() => {});
  }

  /** Whether a picture comes soon, or nobody waits for one any more. */
  async #isDrawn(): Promise<boolean> {
    const { cast } = this;
    const untilMs = performance.now() + FIRST_PICTURE_MS;
    while (cast.latest === null && cast.viewers > 0 && performance.now() < untilMs) {
      await delay(50, undefined, { ref: false });
    }
    return cast.latest !== null || cast.viewers === 0;
  }

  #weigh(lose: (reason: string) => void): void {
    const used = this.pid === null ? null : memoryOf(this.pid);
    if (used === null) return;
    const before = this.mostMemory ?? used;
    this.mostMemory = {
      totalBytes: Math.max(before.totalBytes, used.totalBytes),
      ownBytes: Math.max(before.ownBytes, used.ownBytes),
    };
    if (used.ownBytes > MOST_MEMORY_BYTES) {
      lose("The page took more than 300 MB of memory, so its browser was closed.");
    }
  }
}

const NEVER_STOPPED = new AbortController().signal;

/** @throws the signal's reason when it comes first, or an Error after LAUNCH_WITHIN_MS */
async function soonEnough<T>(opening: Promise<T>, stopped: AbortSignal): Promise<T> {
  const over = new AbortController();
  const late = delay(LAUNCH_WITHIN_MS, undefined, { signal: over.signal }).then(() => {
    throw new Error(`it did not start within ${LAUNCH_WITHIN_MS / 1_000} s`);
  });
  const stop = untilAborted(stopped, over);
  for (const one of [opening, late, stop]) one.catch(() => {});
  try {
    return await Promise.race([opening, late, stop]);
  } finally {
    over.abort();
  }
}
