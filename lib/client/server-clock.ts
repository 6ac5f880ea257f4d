/** How far the server's clock is from this browser's, so that ages and next samples agree. */

let skewMs = 0;

/**
 * Takes the server's time from an answer.
 * @param header the `x-now` header, ISO 8601 with milliseconds; anything else is ignored
 * @param sentAtMs when the request left, by this browser's clock
 * @param receivedAtMs when its answer arrived, by this browser's clock
 */
export function learnServerTime(
  header: string | null,
  sentAtMs: number,
  receivedAtMs: number,
): void {
  const serverMs = header === null ? Number.NaN : Date.parse(header);
  // The answer was written about half way between sending and receiving.
  if (Number.isFinite(serverMs)) skewMs = serverMs - (sentAtMs + receivedAtMs) / 2;
}

/** Now, in epoch ms, by the server's clock. */
export const serverNowMs = (): number => Date.now() + skewMs;
