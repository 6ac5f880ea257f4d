/** The live picture of one browser, sent to everybody who watches it. */
import type { ServerResponse } from "node:http";
import type { BrowserContext } from "playwright-core";
import { MESSAGE } from "./screen/messages.mjs";
import { Viewer } from "./viewer.ts";

export const MAX_VIEWERS = 20;

const LONGEST_URL = 2_000;
const LONGEST_TEXT = 400;

export type Scene = {
  url: string;
  title: string;
  /** What the agent does, in words for people. */
  step: string;
  /** The agent asked something and waits. */
  waiting: boolean;
  /** Where the agent points, in pixels of the picture. */
  pointer: { x: number; y: number } | null;
};

/** One byte of type, the payload's length in four (big-endian), the payload. */
function message(type: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(type);
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

/** Pages choose their title and address freely, so both are cut. */
const sceneMessage = (scene: Scene): Buffer =>
  message(
    MESSAGE.scene,
    Buffer.from(
      JSON.stringify({
        ...scene,
        url: scene.url.slice(0, LONGEST_URL),
        title: scene.title.slice(0, LONGEST_TEXT),
        step: scene.step.slice(0, LONGEST_TEXT),
      }),
    ),
  );

/**
 * Keeps the caret of a context's pages from blinking, the one thing that moves where nothing does.
 * A sheet that a script adopts is not subject to the page's own policy for styles.
 */
export async function stillCaret(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { caret-animation: manual !important }");
    document.adoptedStyleSheets.push(sheet);
  });
}

export class Cast {
  /** The newest picture; null while nobody watches, and after the end. */
  latest: Buffer | null = null;
  #scene: Scene = { url: "", title: "", step: "", waiting: false, pointer: null };
  #sceneMessage = sceneMessage(this.#scene);
  #frameMessage: Buffer | null = null;
  readonly #viewers = new Set<Viewer>();
  #closed = false;
  readonly #onWatched: (isWatched: boolean) => void;

  /** @param onWatched told when the first viewer comes and when the last one has gone */
  constructor(onWatched: (isWatched: boolean) => void = () => {}) {
    this.#onWatched = onWatched;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  /** Shows a new picture; one like the last is not sent. */
  frame(jpeg: Buffer): void {
    if (this.#closed || this.latest?.equals(jpeg)) return;
    this.#frameMessage = message(MESSAGE.jpeg, jpeg);
    this.latest = this.#frameMessage.subarray(5);
    for (const viewer of this.#viewers) viewer.frame(this.#frameMessage);
  }

  /** Tells what is beside the picture; what stays the same is not sent. */
  tell(changes: Partial<Scene>): void {
    if (this.#closed) return;
    this.#scene = { ...this.#scene, ...changes };
    const told = sceneMessage(this.#scene);
    if (told.equals(this.#sceneMessage)) return;
    this.#sceneMessage = told;
    for (const viewer of this.#viewers) viewer.scene(told);
  }

  /** Answers with a stream that lasts as long as the cast: 503 when too many watch, 404 after the end. */
  watch(response: ServerResponse): void {
    const headers = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
    if (this.#closed || this.#viewers.size >= MAX_VIEWERS) {
      response.writeHead(this.#closed ? 404 : 503, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, "content-type": "application/octet-stream" });
    const viewer = new Viewer(response);
    this.#viewers.add(viewer);
    response.once("close", () => this.#leave(viewer));
    // Whoever goes away in the middle of a write is gone, and that is all.
    response.on("error", () => this.#leave(viewer));
    viewer.scene(this.#sceneMessage);
    if (this.#frameMessage) viewer.frame(this.#frameMessage);
    if (this.#viewers.size === 1) this.#onWatched(true);
  }

  #leave(viewer: Viewer): void {
    if (!this.#viewers.delete(viewer) || this.#viewers.size > 0 || this.#closed) return;
    // By the time somebody comes again it would be an old one.
    this.latest = null;
    this.#frameMessage = null;
    this.#onWatched(false);
  }

  /** Ends every stream, for good. */
  close(): void {
    this.#closed = true;
    for (const viewer of this.#viewers) viewer.end();
    this.#viewers.clear();
    this.#frameMessage = null;
    this.latest = null;
  }
}
