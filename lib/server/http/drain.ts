import "server-only";
import type { Server, ServerResponse } from "node:http";
import { setImmediate, setTimeout } from "node:timers/promises";
import { ending } from "@/lib/server/ending";

/** Without a request for this long, nobody is about to send one. */
const QUIET_MS = 100;
/** For so long whoever keeps a connection may use it once more, and learns that it closes. */
const LAST_USE_MS = 1_000;
/** Where there is always somebody being answered, nobody new is let in after this. */
const CLOSE_MS = 2_000;
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
  readonly #open = new Set<ServerResponse>();

  /** Sees each request as it comes in. */
  take(server: Server, response: ServerResponse): void {
    this.#server = server;
    this.#usedMs = performance.now();
    this.#open.add(response);
    response.once("close", () => this.#open.delete(response));
    if (ending.hasBegun) response.setHeader("connection", "close");
  }

  /**
   * Resolves when everybody has been answered, at most about nine seconds later. New connections are
   * taken until nobody is being answered for once: whoever stands in front has to notice first.
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
    await this.#turns(() => this.#mayClose(sinceMs()));
    server.close();
    let gaveUp = false;
    await this.#turns(async () => {
      if (!gaveUp && sinceMs() >= GIVE_UP_MS) {
        gaveUp = true;
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

  #mayClose(sinceMs: number): boolean {
    if (sinceMs >= CLOSE_MS) return true;
    return this.#open.size === 0 && (this.#unusedMs >= QUIET_MS || sinceMs >= LAST_USE_MS);
  }

  /**
   * Asks again and again, each time right after what has come in was read: a connection that is
   * closed then has, as good as certainly, no request on its way.
   */
  async #turns(isOver: () => boolean | Promise<boolean>): Promise<void> {
    do {
      await setTimeout(2);
      await setImmediate();
    } while (!(await isOver()));
  }
}
