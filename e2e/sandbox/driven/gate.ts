/** The forward proxy through which the agent's browser makes every connection. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { connectTo } from "./gate-connect.ts";
import { forward, tell } from "./gate-http.ts";
import { HEADERS_MS, MAX_DENIED, MAX_HEADER_BYTES } from "./gate-limits.ts";
import type { Rules, Target } from "./gate-rules.ts";
import { hostOf, isLoopback, mayReach, targetOf } from "./gate-rules.ts";
import type { Trouble } from "./gate-trouble.ts";
import { hangUp, tellTunnel, tunnel } from "./gate-tunnel.ts";

export type Gate = {
  /** On 127.0.0.1. */
  port: number;
  /** Without it the gate carries nothing: others on this machine are not to use it. */
  password: string;
  /** Origins refused so far, each once. */
  denied: string[];
  /** Why an https URL could not be connected to when last tried; null when it was, or never tried. */
  tunnelTrouble(url: string): Trouble | null;
  /** Ends every connection through it. */
  close(): Promise<void>;
};

export type GateOptions = Rules & {
  /** Until a site's headers are there, or the tunnel to it. */
  timeoutMs?: number;
};

const USERNAME = "sandbox";
const CHALLENGE = ["proxy-authenticate", 'Basic realm="sandbox"'];

/** Whose scheme a CONNECT leaves open: encrypted, unless it stays on this machine. */
function originOf({ host, port }: Target): string {
  const scheme = port !== 443 && isLoopback(host) ? "http" : "https";
  return new URL(`${scheme}://${host}:${port}`).origin;
}

/** @throws what `listen` throws */
export async function openGate(options: GateOptions): Promise<Gate> {
  const { allowHosts, timeoutMs = HEADERS_MS } = options;
  const password = randomBytes(18).toString("base64url");
  const expected = Buffer.from(
    `Basic ${Buffer.from(`${USERNAME}:${password}`).toString("base64")}`,
  );
  const deniedPorts = [...options.deniedPorts];
  const denied: string[] = [];
  const tunnels = new Map<string, Trouble>();
  const sockets = new Set<Duplex>();

  const keep = <One extends Duplex>(socket: One): One => {
    sockets.add(socket);
    // Each end is told of its own errors where it is used; one that is used nowhere has no say.
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
    return socket;
  };
  const isOurs = (request: IncomingMessage): boolean => {
    const given = Buffer.from(request.headers["proxy-authorization"] ?? "");
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  const note = (trouble: Trouble, origin: string) => {
    if (trouble !== "denied" || denied.includes(origin) || denied.length >= MAX_DENIED) return;
    denied.push(origin);
  };
  const refuses = ({ host, port }: Target) => !mayReach(host, port, { allowHosts, deniedPorts });
  const open = (target: Target) => keep(connectTo(target, deniedPorts));

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    if (!isOurs(request)) {
      response.writeHead(407, [...CHALLENGE, "content-length", "0"]).end();
      return;
    }
    const url = URL.parse(request.url ?? "");
    const host = url?.protocol === "http:" ? hostOf(url.hostname) : null;
    if (url === null || host === null) {
      response.writeHead(400, { "content-length": 0 }).end();
      return;
    }
    const target = { host, port: Number(url.port || 80) };
    const onTrouble = (trouble: Trouble) => note(trouble, url.origin);
    if (refuses(target)) {
      onTrouble("denied");
      tell(response, "denied", url.origin);
      return;
    }
    forward(request, response, url, () => open(target), timeoutMs, onTrouble);
  }

  function onConnect(request: IncomingMessage, client: Duplex, head: Buffer): void {
    if (!isOurs(request)) return hangUp(client, 407, "Proxy Authentication Required", CHALLENGE);
    const target = targetOf(request.url ?? "");
    if (target === null) return hangUp(client, 400, "Bad Request");
    const origin = originOf(target);
    const key = `${target.host}:${target.port}`;
    const onTrouble = (trouble: Trouble) => {
      note(trouble, origin);
      if (tunnels.size < MAX_DENIED || tunnels.has(key)) tunnels.set(key, trouble);
    };
    if (refuses(target)) {
      onTrouble("denied");
      return tellTunnel(client, "denied", origin);
    }
    const upstream = open(target);
    upstream.once("connect", () => tunnels.delete(key));
    tunnel(client, head, upstream, origin, timeoutMs, onTrouble);
  }

  // Browsers reuse a connection whenever they like; it ends with the gate.
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: 0 }, onRequest);
  server.on("connect", onConnect);
  server.on("connection", keep);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  deniedPorts.push(port);
  return {
    port,
    password,
    denied,
    tunnelTrouble: (text) => {
      const url = URL.parse(text);
      return tunnels.get(`${hostOf(url?.hostname ?? "")}:${url?.port || 443}`) ?? null;
    },
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}

/** Playwright's `proxy` of a browser behind the gate: loopback goes through it, too. */
export const gateProxy = (gate: Gate) => ({
  server: `http://127.0.0.1:${gate.port}`,
  username: USERNAME,
  password: gate.password,
  bypass: "<-loopback>",
});

/** What else keeps a browser from going past its proxy: WebRTC, its own DNS, QUIC. */
export const gateSwitches = (): string[] => [
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  "--disable-quic",
];
