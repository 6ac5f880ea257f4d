/** Tunnels through the gate, for https and WebSockets: bytes both ways, unseen. */
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream";
import type { Trouble } from "./gate-trouble.ts";
import { troubleAnswer, troubleOf } from "./gate-trouble.ts";

/** Answers a CONNECT and hangs up. A browser shows none of it but that there is no tunnel. */
export function hangUp(
  client: Duplex,
  status: number,
  reason: string,
  headers: string[] = [],
  body = "",
): void {
  const lines = headers.flatMap((name, at) =>
    at % 2 === 0 ? [`${name}: ${headers[at + 1]}\r\n`] : [],
  );
  const head = `HTTP/1.1 ${status} ${reason}\r\nconnection: close\r\n${lines.join("")}`;
  const length = body === "" ? "content-length: 0\r\n" : "";
  client.end(`${head}${length}\r\n${body}`, () => client.destroy());
}

/** Says instead of a tunnel why there is none. */
export function tellTunnel(client: Duplex, trouble: Trouble, origin: string): void {
  const { status, reason, headers, body } = troubleAnswer(trouble, origin);
  hangUp(client, status, reason, headers, body);
}

/**
 * Joins a client that sent CONNECT with `upstream`.
 * @param head what the client sent behind its CONNECT
 * @param timeoutMs until there is a connection
 * @param onTrouble told when there is none, before the client is
 */
export function tunnel(
  client: Duplex,
  head: Buffer,
  upstream: Socket,
  origin: string,
  timeoutMs: number,
  onTrouble: (trouble: Trouble) => void,
): void {
  let open = false;
  const fail = (trouble: Trouble) => {
    clearTimeout(timer);
    upstream.destroy();
    if (open || client.destroyed) return;
    onTrouble(trouble);
    tellTunnel(client, trouble, origin);
  };
  const timer = setTimeout(fail, timeoutMs, "timeout");
  upstream.on("error", (error) => fail(troubleOf(error)));
  upstream.once("connect", () => {
    clearTimeout(timer);
    open = true;
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) upstream.write(head);
    pipeline(client, upstream, () => {});
    pipeline(upstream, client, () => {});
  });
  client.once("close", () => {
    clearTimeout(timer);
    upstream.destroy();
  });
}
