/** Somebody who watches a live picture without drawing it. */
import { MESSAGE, messageCutter } from "../sandbox/driven/screen/messages.mjs";

export type StreamViewer = {
  /** Of everything that arrived. */
  bytes: number;
  frames: number;
  /** How many came within the last second. */
  rate: () => number;
  /** Since the last byte. */
  quietMs: () => number;
  /** Of the pictures alone. */
  frameBytes: number;
  lastFrame: Uint8Array | null;
  scene: Record<string, unknown> | null;
  /** Resolves when the stream ended properly, rejects when it broke. */
  ended: Promise<void>;
  leave(): void;
};

/**
 * Watches until the stream ends.
 * @param liveUrl of the live page
 * @throws when there is no stream
 */
export async function watchStream(liveUrl: string): Promise<StreamViewer> {
  const leaving = new AbortController();
  const response = await fetch(`${liveUrl}/stream`, { signal: leaving.signal });
  if (!response.ok || !response.body) throw new Error(`no stream: ${response.status}`);
  const { body } = response;
  const cut = messageCutter();
  let recent: number[] = [];
  let lastMs = performance.now();
  const viewer: StreamViewer = {
    bytes: 0,
    frames: 0,
    rate: () => {
      const nowMs = performance.now();
      return recent.filter((atMs) => nowMs - atMs <= 1_000).length;
    },
    quietMs: () => performance.now() - lastMs,
    frameBytes: 0,
    lastFrame: null,
    scene: null,
    ended: Promise.resolve(),
    leave: () => leaving.abort(),
  };
  const read = async () => {
    for await (const chunk of body) {
      viewer.bytes += chunk.length;
      lastMs = performance.now();
      for (const { type, payload } of cut(chunk)) {
        if (type === MESSAGE.scene) viewer.scene = JSON.parse(new TextDecoder().decode(payload));
        if (type !== MESSAGE.jpeg) continue;
        viewer.frames += 1;
        recent = [...recent.slice(-99), lastMs];
        viewer.frameBytes += payload.length;
        viewer.lastFrame = payload;
      }
    }
  };
  viewer.ended = read();
  viewer.ended.catch(() => {});
  return viewer;
}
