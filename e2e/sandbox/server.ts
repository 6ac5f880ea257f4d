/** Starts and stops a sandbox: the API with its control calls, and the live pages on an origin of their own. */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answer, send } from "./answer.ts";
import { API_PREFIX, handleApi } from "./api.ts";
import type { OnCall } from "./calls.ts";
import { Context } from "./context.ts";
import { CONTROL_PREFIX, handleControl } from "./control.ts";
import { handleLive } from "./live.ts";
import type { Dialect } from "./script.ts";
import { DEMO_KEY, seedDemo } from "./seed.ts";

const KEEP_ALIVE_MS = 30_000;

export type SandboxOptions = {
  /** 0 means any free port. */
  port?: number;
  livePort?: number;
  host?: string;
  /** Of the demo key, and of keys made without naming one. */
  dialect?: Dialect;
  /** For those who need every call: the log that can be asked for keeps the last 500. */
  onCall?: OnCall;
};

export type Sandbox = {
  apiUrl: string;
  controlUrl: string;
  liveOrigin: string;
  demoKey: string;
  close(): Promise<void>;
};

function listen(server: Server, port: number, host: string): Promise<number> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown;

/** A handler that fails says so on stderr and answers 500; a client that went away is no failure. */
const guarded =
  (handler: Handler): RequestListener =>
  async (request, response) => {
    try {
      await handler(request, response, new URL(request.url ?? "/", "http://sandbox"));
    } catch (error) {
      if (request.destroyed || response.destroyed) return;
      console.error("sandbox:", error);
      if (!response.headersSent) send(response, answer(500, "text/plain", "sandbox failure"));
    }
  };

/**
 * Starts a sandbox with the demo key in it.
 * @throws what `listen` throws, such as EADDRINUSE; nothing is left listening then
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, livePort = 0, host = "127.0.0.1", dialect = "stock", onCall } = options;
  const context = new Context(dialect, onCall);
  const live = createServer(guarded((...all) => handleLive(context.world, ...all)));
  const api = createServer(
    guarded((request, response, url) => {
      const { pathname } = url;
      if (pathname.startsWith(`${CONTROL_PREFIX}/`))
        return handleControl(context, request, response, url);
      if (pathname.startsWith(`${API_PREFIX}/`)) return handleApi(context, request, response, url);
      return send(response, answer(404, "text/plain", `The API is under ${API_PREFIX}/\n`));
    }),
  );
  context.world.liveOrigin = `http://localhost:${await listen(live, livePort, host)}`;
  seedDemo(context.world, context.world.addKey(DEMO_KEY, dialect));
  try {
    const apiPort = await listen(api, port, host);
    return {
      apiUrl: `http://localhost:${apiPort}${API_PREFIX}`,
      controlUrl: `http://localhost:${apiPort}${CONTROL_PREFIX}`,
      liveOrigin: context.world.liveOrigin,
      demoKey: DEMO_KEY,
      close: async () => {
        await Promise.all([close(api), close(live)]);
      },
    };
  } catch (error) {
    await close(live);
    throw error;
  }
}
