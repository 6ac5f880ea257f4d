/** How far the server's clock is from this browser's, so that ages and next samples agree. */

let skewMs = 0;

/**
 * Takes the server's time from an answer.
 * @param header the `x-now` header, ISO 8601 with milliseconds, written as the answer was sent;
 *   anything else is ignored
 * @param receivedAtMs when its head arrived, by this browser's clock
 */
export function learnServerTime(header: string | null, receivedAtMs: number): void {
  const serverMs = header === null ? Number.NaN : Date.parse(header);
  if (Number.isFinite(serverMs)) skewMs = serverMs - receivedAtMs;
}

/**
 * Takes the server's time from the page itself, before the first answer of the API is in: a clock
 * that is minutes off would call everything old until then. It lags by what loading took.
 * @param renderedAtMs when the server began to render the page, in epoch ms
 */
export function learnRenderTime(renderedAtMs: number): void {
  skewMs = renderedAtMs - Date.now();
}

/** Now, in epoch ms, by the server's clock. */
export const serverNowMs = (): number => Date.now() + skewMs;
