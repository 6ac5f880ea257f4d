/** When hints open. One at a time: another that opens closes it. */

const DELAY_MS = 300;
/** From one hint to the next there is no wait. */
const STILL_MS = 200;

let openHint: (() => void) | null = null;
let closedAtMs = Number.NEGATIVE_INFINITY;

/** How long the pointer rests before a hint opens, in ms. */
export const hintDelayMs = (): number =>
  openHint !== null || performance.now() - closedAtMs < STILL_MS ? 0 : DELAY_MS;

/** A hint has opened: the one before is closed with its `close`. */
export function hintOpened(close: () => void): void {
  const before = openHint;
  openHint = close;
  if (before !== close) before?.();
}

/** A hint has closed, which was told with this `close`. */
export function hintClosed(close: () => void): void {
  if (openHint === close) openHint = null;
  closedAtMs = performance.now();
}
