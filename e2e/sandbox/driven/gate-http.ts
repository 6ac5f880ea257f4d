/** Plain HTTP through the gate: one request on, its answer back, both as streams. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import { pipeline } from "node:stream";
import { forHost, passedOn } from "./gate-headers.ts";
import { MAX_HEADER_BYTES } from "./gate-limits.ts";
import type { Trouble } from "./gate-trouble.ts";
import { troubleAnswer, troubleOf } from "./gate-trouble.ts";

/** Answers in a site's place. */
export function tell(response: ServerResponse, trouble: Trouble, origin: string): void {
  const { status, reason, headers, body } = troubleAnswer(trouble, origin);
  response.writeHead(status, reason, headers).end(body);
}

function passBack(answer: IncomingMessage, response: ServerResponse): void {
  const { statusCode = 502, statusMessage, rawHeaders } = answer;
  response.writeHead(statusCode, statusMessage, passedOn(rawHeaders));
  // Else an answer that is slow to begin looks like one that never does.
  response.flushHeaders();
  pipeline(answer, response, () => {});
}

/**
 * Passes a request on.
 * @param open makes the connection
 * @param timeoutMs until the answer's headers are there
 * @param onTrouble told when there is no answer to pass back, before the gate's own is sent
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  open: () => Socket,
  timeoutMs: number,
  onTrouble: (trouble: Trouble) => void,
): void {
  const headers = forHost(request.rawHeaders, url.host);
  if (request.headers["transfer-encoding"]) headers.push("transfer-encoding", "chunked");
  const upstream = httpRequest({
    method: request.method,
    path: url.pathname + url.search,
    headers,
    createConnection: open,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  const fail = (trouble: Trouble) => {
    clearTimeout(timer);
    upstream.destroy();
    if (response.headersSent || response.destroyed) return response.destroy();
    onTrouble(trouble);
    tell(response, trouble, url.origin);
  };
  const timer = setTimeout(fail, timeoutMs, "timeout");
  upstream.on("error", (error) => fail(troubleOf(error)));
  // Nobody asked to change the protocol.
  upstream.on("upgrade", () => fail("broken"));
  upstream.on("response", (answer) => {
    clearTimeout(timer);
    // Only a proxy may ask for a proxy's password, and this one has it.
    if (answer.statusCode === 407) return fail("broken");
    try {
      passBack(answer, response);
    } catch {
      // Node reads answers that it does not write, such as one with the status 0.
      fail("broken");
    }
  });
  response.once("close", () => {
    clearTimeout(timer);
    upstream.destroy();
  });
  request.pipe(upstream);
}
