/** Ports: which are free, and when something answers on them. */
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

const canListen = (port, host) =>
  new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 has nothing on it that could be in the way.
    server.once("error", ({ code }) =>
      resolve(code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT"),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** Whether nobody listens on `port` under any spelling of loopback. */
export const portIsFree = async (port) =>
  (await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"));

/**
 * A port nobody listens on at the moment, below those that systems give to whoever names none:
 * so that no connection takes it before it is used, nor while what used it starts anew.
 */
export async function freePort() {
  const port = 12_000 + randomInt(20_000);
  return (await portIsFree(port)) ? port : freePort();
}

/**
 * Waits until `url` answers with a 2xx.
 * @returns true, or false after `timeoutMs` or once `gaveUp()` is true
 */
export async function answers(url, timeoutMs, gaveUp = () => false) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !gaveUp()) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(2_000) })
      .then(async (response) => {
        await response.arrayBuffer();
        return response.ok;
      })
      .catch(() => false);
    if (ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}
