/** Requests that are wrong on purpose, over connections that are kept open. */
import { Agent, request as httpRequest } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { Sent } from "./requests.ts";

export type Told = { status: number; text: string; headers: IncomingHttpHeaders };
export type Exchange = {
  /** What a request is answered; null where the connection was closed without an answer. */
  ask: (sent: Sent) => Promise<Told | null>;
  close: () => void;
};

const isCut = ({ code }: NodeJS.ErrnoException) => code === "ECONNRESET" || code === "EPIPE";

/** @param atOnce how many connections there are at most */
export function exchangeWith(origin: string, atOnce: number): Exchange {
  const kept = new Agent({ keepAlive: true, maxSockets: atOnce });
  const { hostname, port } = new URL(origin);
  const ask = (sent: Sent, agent: Agent | false = kept): Promise<Told | null> => {
    const { method, path, body } = sent;
    const isChunked = "transfer-encoding" in sent.headers;
    const length = body === null || isChunked ? {} : { "content-length": Buffer.byteLength(body) };
    const headers = { ...length, ...sent.headers };
    return new Promise((resolve, reject) => {
      const request = httpRequest({ hostname, port, method, path, headers, agent }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
        );
        response.on("error", () => resolve(null));
      });
      request.setTimeout(60_000, () => request.destroy(new Error(`${method} ${path}: no answer`)));
      request.on("error", (error: NodeJS.ErrnoException) => {
        if (!isCut(error)) reject(error);
        // The server may have closed it just before, for which nobody is to blame.
        else if (request.reusedSocket && agent) resolve(ask(sent, false));
        else resolve(null);
      });
      request.end(body ?? undefined);
    });
  };
  return { ask, close: () => kept.destroy() };
}
