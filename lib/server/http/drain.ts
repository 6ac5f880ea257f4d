import "server-only";
import type { Server, ServerResponse } from "node:http";
import { setImmediate, setTimeout } from "node:timers/promises";
import { ending } from "@/lib/server/ending";

/** Without a request for this long, nobody is about to send one. */
const QUIET_MS = 100;
/** For so long whoever keeps a connection may use it once more, and learns that it closes. */
const LAST_USE_MS = 1_000;
/** In so short a time hardly anybody comes unseen. */
const MOMENT_MS = 1;
/** Where somebody comes in all the time, whoever still does after this has to be turned away. */
const CLOSE_MS = 5_000;
/** What answers still wait for by then is given up, and said to be. */
const GIVE_UP_MS = 7_000;
/** Connections that stay open this long without a request are nobody's. */
const UNUSED_MS = 500;
/** By then all is over, whatever anybody does; in ms from the signal. */
export const END_MS = 9_000;

const openConnections = (server: Server) =>
  new Promise<number>((resolve) => {
    server.getConnections((error, count) => resolve(error ? 0 : count));
  });

/** Knows who is being answered, so that nobody's answer is cut when the process ends. */
export class Drain {
  #server: Server | null = null;
  #usedMs = 0;
  /** How many connections and requests have come in. */
  #came = 0;
  readonly #open = new Set<ServerResponse>();

  /** Sees each request as it comes in. */
  take(server: Server, response: ServerResponse): void {
    if (this.#server === null) server.on("connection", () => this.#came++);
    this.#server = server;
    this.#came += 1;
    this.#usedMs = performance.now();
    this.#open.add(response);
    response.once("close", () => this.#open.delete(response));
    if (ending.hasBegun) response.setHeader("connection", "close");
  }

  /**
   * Resolves when everybody has been answered, at most about nine seconds later. New connections are
   * taken for a moment more, and those that wait to be taken are: closing would reset them.
   */
  async run(): Promise<void> {
    ending.hasBegun = true;
    const server = this.#server;
    // Nobody ever asked for anything.
    if (!server) return;
    for (const response of this.#open) {
      if (!response.headersSent) response.setHeader("connection", "close");
    }
    const begunMs = performance.now();
    const sinceMs = () => performance.now() - begunMs;
    await this.#turns((isStill) => this.#mayClose(isStill, sinceMs()));
    server.close();
    await this.#turns(async () => {
      if (!ending.hasGivenUp && sinceMs() >= GIVE_UP_MS) {
        ending.hasGivenUp = true;
        for (const giveUp of ending.waiting) giveUp();
      }
      const isUnused = this.#open.size === 0 && this.#unusedMs >= UNUSED_MS;
      return isUnused || sinceMs() >= END_MS || (await openConnections(server)) === 0;
    });
    server.closeAllConnections();
  }

  get #unusedMs(): number {
    return performance.now() - this.#usedMs;
  }

  #mayClose(isStill: boolean, sinceMs: number): boolean {
    if (sinceMs >= CLOSE_MS) return true;
    return isStill && (this.#unusedMs >= QUIET_MS || sinceMs >= LAST_USE_MS);
  }

  /**
   * Asks again and again, each time right after the system was asked for what has come.
   * @param isOver is told whether that was nothing: one connection is taken at a time
   */
  async #turns(isOver: (isStill: boolean) => boolean | Promise<boolean>): Promise<void> {
    for (;;) {
      await setTimeout(2);
      const [came, beganMs] = [this.#came, performance.now()];
      await setImmediate();
      const isStill = came === this.#came && performance.now() - beganMs < MOMENT_MS;
      if (await isOver(isStill)) return;
    }
  }
}
