import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { connectTo } from "./gate-connect.ts";

/** Longer than Node itself gives an address before it tries the other one. */
const BUSY_MS = 400;

test("a connection that is there is not given up because this process was busy", async () => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const socket = connectTo({ host: "localhost", port }, []);
  // Nobody but this process decides how long it is busy: no condition to wait for.
  for (const until = Date.now() + BUSY_MS; Date.now() < until; );
  await once(socket, "connect");
  expect(socket.remoteAddress).toBe("127.0.0.1");
  socket.destroy();
  server.close();
});
