/** One browser for one run: opened behind the gate, watched while it lives, closed without a trace. */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { browserArgs } from "../../run/browser.mjs";
import { Cast, stillCaret } from "./cast.ts";
import type { Gate } from "./gate.ts";
import { gateProxy, gateSwitches, openGate } from "./gate.ts";
import { GaveUp } from "./gave-up.ts";
import type { Memory } from "./memory.ts";
import { findProcess, memoryOf, processesOf } from "./memory.ts";
import { Pictures } from "./pictures.ts";
import { PICTURE, SCREEN } from "./screen-size.ts";

/** What a run's pages may take beside the browser's own program, which all browsers share. */
const MOST_MEMORY_BYTES = 300_000_000;
const WATCH_EVERY_MS = 1_000;
const LAUNCH_WITHIN_MS = 30_000;
const CLOSE_WITHIN_MS = 5_000;
/** The gate gives up before the page does, since it can say why. */
const GATE_SOONER_MS = 1_000;

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

const SWITCHES = [
  "--disable-gpu",
  "--disable-software-rasterizer",
  "--renderer-process-limit=2",
  "--js-flags=--max-old-space-size=160",
];

export class Session {
  readonly cast = new Cast();
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
  readonly #watch: NodeJS.Timeout;
  #closing: Promise<void> | null = null;

  private constructor(browser: Browser, page: Page, gate: Gate, pid: number | null) {
    this.page = page;
    this.gate = gate;
    this.#browser = browser;
    this.pid = pid;
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

  /** @throws when no browser starts; nothing is left running then */
  static async open(options: SessionOptions): Promise<Session> {
    const timeoutMs = Math.max(options.pageLimitMs - GATE_SOONER_MS, GATE_SOONER_MS);
    const gate = await openGate({ ...options, timeoutMs });
    const mark = `--sandbox-run=${randomUUID()}`;
    let browser: Browser | null = null;
    let session: Session | null = null;
    try {
      browser = await chromium.launch({
        executablePath: options.executablePath,
        args: [...browserArgs(), ...SWITCHES, ...gateSwitches(), mark],
        proxy: gateProxy(gate),
        timeout: LAUNCH_WITHIN_MS,
        // Whoever opened the session closes it; it is told of the signals.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      });
      const context = await browser.newContext({
        viewport: SCREEN,
        locale: "en-GB",
        serviceWorkers: "block",
        acceptDownloads: false,
      });
      context.setDefaultTimeout(options.pageLimitMs);
      context.setDefaultNavigationTimeout(options.pageLimitMs);
      await stillCaret(context);
      const page = await context.newPage();
      // A page that opens others leaves the agent where it is.
      context.on("page", (other) => void other.close().catch(() => {}));
      session = new Session(browser, page, gate, findProcess(mark));
      const { cast } = session;
      await page.screencast.start({
        onFrame: ({ data }) => cast.frame(data),
        size: PICTURE,
        quality: 70,
      });
      return session;
    } catch (error) {
      await session?.close();
      await browser?.close().catch(() => {});
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
    const processes = this.pid === null ? [] : processesOf(this.pid);
    const closed = this.#browser.close().catch(() => {});
    await Promise.race([closed, delay(CLOSE_WITHIN_MS, undefined, { ref: false })]);
    // A page that hangs may keep its browser from ending by itself.
    if (this.#browser.isConnected()) for (const pid of processes) kill(pid);
    this.cast.close();
    await this.gate.close();
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

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
