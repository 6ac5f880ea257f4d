/** Polls are answered without Next, which is asked for everything else. */
import diagnostics from "node:diagnostics_channel";

/** Lets the server itself (`lib/server/http/direct.ts`), once it is up, see each request before Next does. */
export function answerFirst() {
  diagnostics.subscribe("tracing:net.server.listen:asyncStart", ({ server }) => {
    const [next] = server.listeners("request");
    // Not every server speaks HTTP.
    if (!next) return;
    server.off("request", next);
    server.on("request", (request, response) => {
      const askNext = () => next.call(server, request, response);
      if (globalThis.runboardTryDirectly) {
        globalThis.runboardTryDirectly(request, response, askNext);
      } else askNext();
    });
  });
}
