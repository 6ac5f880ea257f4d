import "server-only";
import type { Watch } from "@/lib/server/recorder/watch";
import type { Runtime } from "@/lib/server/runtime";

/** Between two looks at what a watch tells: in memory, so often that nobody waits for it. */
const LOOK_MS = 100;

/** Resolves after `ms`. */
export const pause = ({ clock }: Runtime, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve);
  });

/**
 * Waits until what is watched is as hoped, as somebody who looks at the run.
 * @returns whether it came to be within `ms`
 */
export async function waitUntil(
  running: Runtime,
  watch: Watch,
  ms: number,
  isSo: () => boolean,
): Promise<boolean> {
  const endMs = running.clock.monotonicMs() + ms;
  while (!isSo()) {
    if (running.clock.monotonicMs() >= endMs) return false;
    watch.look();
    await pause(running, LOOK_MS);
  }
  return true;
}
