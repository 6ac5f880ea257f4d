/** One viewer of a cast. */
import type { ServerResponse } from "node:http";

/** Of an ended stream that its viewer does not read to the end. */
const FAREWELL_MS = 5_000;

/**
 * Sends what is newest as fast as the viewer takes it. Whatever waits is replaced by what comes
 * after it, so a slow viewer skips pictures, and costs no more memory than a fast one.
 */
export class Viewer {
  readonly #response: ServerResponse;
  #scene: Buffer | null = null;
  #frame: Buffer | null = null;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.on("drain", () => this.#send());
  }

  /** @param message a whole message, shared with the other viewers */
  scene(message: Buffer): void {
    this.#scene = message;
    this.#send();
  }

  /** @param message likewise */
  frame(message: Buffer): void {
    this.#frame = message;
    this.#send();
  }

  end(): void {
    this.#scene = null;
    this.#frame = null;
    const response = this.#response;
    const timer = setTimeout(() => response.destroy(), FAREWELL_MS).unref();
    response.once("close", () => clearTimeout(timer));
    response.end();
  }

  #send(): void {
    const response = this.#response;
    while (!response.destroyed && !response.writableNeedDrain) {
      const message = this.#scene ?? this.#frame;
      if (!message) return;
      if (message === this.#scene) this.#scene = null;
      else this.#frame = null;
      response.write(message);
    }
  }
}
