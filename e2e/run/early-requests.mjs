/** Requests that come in while the server starts: Next lets them wait, and nobody has seen them yet. */
import diagnostics from "node:diagnostics_channel";

/** Keeps them until the server takes them over (`lib/server/start.ts`), and all that come from then on. */
export function keepEarlyRequests() {
  const requests = [];
  const keep = (message) => requests.push(message);
  diagnostics.subscribe("http.server.request.start", keep);
  globalThis.runboardEarlyRequests = () => {
    diagnostics.unsubscribe("http.server.request.start", keep);
    return requests;
  };
}
