/** What happens while the server starts, before there is anybody in it to see it. */
import diagnostics from "node:diagnostics_channel";

const CHANNEL = "http.server.request.start";

/**
 * Keeps the requests that come in, which Next lets wait, and ends the process when it is told to:
 * as the first process of a container it would not end by itself. Both until the server takes over
 * (`lib/server/start.ts`).
 */
export function watchStart() {
  const requests = [];
  const keep = (message) => requests.push(message);
  const ends = { SIGTERM: () => process.exit(143), SIGINT: () => process.exit(130) };
  diagnostics.subscribe(CHANNEL, keep);
  for (const [signal, end] of Object.entries(ends)) process.on(signal, end);
  globalThis.runboardTakeOver = () => {
    diagnostics.unsubscribe(CHANNEL, keep);
    for (const [signal, end] of Object.entries(ends)) process.off(signal, end);
    // Whoever has given up meanwhile is owed nothing.
    return requests.filter(({ response }) => !response.headersSent && !response.destroyed);
  };
}
