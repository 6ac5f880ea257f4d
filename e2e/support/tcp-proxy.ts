/** A TCP proxy that falls silent when told to, as a network does that loses its packets. */
import { createConnection, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** Listens on a free port of loopback and passes everything on to `port`. */
export async function startProxy(port: number) {
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    const far = createConnection(port, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => silent || to.write(data));
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    /** From now on whatever is sent is lost. */
    fallSilent: () => {
      silent = true;
    },
    /** New connections work again; what was lost stays lost. */
    speak: () => {
      silent = false;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
