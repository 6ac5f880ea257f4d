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
import { createSites } from "./sites/server.ts";

const KEEP_ALIVE_MS = 30_000;
const PAGE_LIMIT_MS = 60_000;
const QUESTION_LIMIT_MS = 10 * 60_000;

export type SandboxOptions = {
  /** 0 means any free port. */
  port?: number;
  livePort?: number;
  /** Of the small sites its agent browses. */
  sitesPort?: number;
  host?: string;
  /** For how long a connection to the API that nobody uses is kept, in ms. */
  keepAliveMs?: number;
  /** How long the slow page of the sites takes. */
  slowMs?: number;
  /** Of the demo key, and of keys made without naming one. */
  dialect?: Dialect;
  /** For those who need every call: the log that can be asked for keeps the last 500. */
  onCall?: OnCall;
  /** With one, created tasks are driven by an agent; without, all runs replay scripts. */
  browser?: BrowserOptions;
  /** Why there is no browser, for those who ask. */
  noBrowser?: string;
};

export type BrowserOptions = {
  executablePath: string;
  /** For those who ask. */
  version?: string;
  /** Hosts beyond this machine that may be opened. */
  allowHosts?: string[];
  /** 1 (the default) is a person's pace, 0 does not wait between steps. */
  pace?: number;
  /** How long one page may take. */
  pageLimitMs?: number;
  /** How long a question waits for its answer. */
  questionLimitMs?: number;
};

export type Sandbox = {
  apiUrl: string;
  controlUrl: string;
  liveOrigin: string;
  sitesOrigin: string;
  demoKey: string;
  /** How many connections to the API are open, those that are idle too. */
  sockets(): Promise<number>;
  /** From now on nobody listens where the API was: connections are refused, open ones end. */
  refuse(): Promise<void>;
  /** Listens again, at the same port. */
  accept(): Promise<void>;
  close(): Promise<void>;
};

function listen(server: Server, port: number, host: string): Promise<number> {
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

const connectionsOf = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });

/** Loaded only where there is a browser: replays need none of it. */
async function startDriver(
  context: Context,
  { browser, noBrowser }: SandboxOptions,
  where: { sitesOrigin: string; deniedPorts: number[] },
): Promise<void> {
  if (!browser) {
    context.browser = { driven: false, reason: noBrowser ?? null, version: null };
    return;
  }
  const { Driver } = await import("./driven/driver.ts");
  const driver = new Driver({
    allowHosts: [],
    pace: 1,
    pageLimitMs: PAGE_LIMIT_MS,
    questionLimitMs: QUESTION_LIMIT_MS,
    ...browser,
    ...where,
  });
  context.driver = driver;
  context.world.drive = (run) => driver.drive(run);
  context.browser = { driven: true, reason: null, version: browser.version ?? null };
}

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown;

/** A handler that fails says so on stderr and answers 500; a client that went away is no failure. */
const guarded =
  (handler: Handler): RequestListener =>
  async (request, response) => {
    try {
      const url = URL.parse(`http://sandbox${request.url}`);
      if (url) await handler(request, response, url);
      else send(response, answer(400, "text/plain", "not a path\n"));
    } catch (error) {
      // A request whose body was read counts as destroyed, so only its socket tells.
      if (request.socket.destroyed || response.destroyed) return;
      console.error("sandbox:", error);
      if (!response.headersSent) send(response, answer(500, "text/plain", "sandbox failure"));
    }
  };

/**
 * Starts a sandbox with the demo key in it.
 * @throws what `listen` throws, such as EADDRINUSE, and what a browser that does not start says;
 *   nothing is left listening then
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, livePort = 0, sitesPort = 0, host = "127.0.0.1" } = options;
  const { dialect = "stock", onCall } = options;
  const context = new Context(dialect, onCall);
  const { world } = context;
  const live = createServer(guarded((...all) => handleLive(world, ...all)));
  const sites = createServer(guarded(createSites({ slowMs: options.slowMs })));
  const api = createServer(
    guarded((request, response, url) => {
      const { pathname } = url;
      if (pathname.startsWith(`${CONTROL_PREFIX}/`))
        return handleControl(context, request, response, url);
      if (pathname.startsWith(`${API_PREFIX}/`)) return handleApi(context, request, response, url);
      return send(response, answer(404, "text/plain", `The API is under ${API_PREFIX}/\n`));
    }),
  );
  for (const server of [api, live, sites]) server.keepAliveTimeout = KEEP_ALIVE_MS;
  api.keepAliveTimeout = options.keepAliveMs ?? KEEP_ALIVE_MS;
  const servers: Server[] = [];
  const open = async (server: Server, at: number) => {
    const listening = await listen(server, at, host);
    servers.push(server);
    return listening;
  };
  const closeAll = async () => {
    await context.driver?.close();
    await Promise.all(servers.map(close));
  };
  try {
    const ports = [await open(api, port), await open(live, livePort)];
    const [apiOrigin = "", liveOrigin = ""] = ports.map((number) => `http://localhost:${number}`);
    const sitesOrigin = `http://localhost:${await open(sites, sitesPort)}`;
    world.liveOrigin = liveOrigin;
    seedDemo(world, world.addKey(DEMO_KEY, dialect));
    await startDriver(context, options, { sitesOrigin, deniedPorts: ports });
    return {
      apiUrl: `${apiOrigin}${API_PREFIX}`,
      controlUrl: `${apiOrigin}${CONTROL_PREFIX}`,
      liveOrigin,
      sitesOrigin,
      demoKey: DEMO_KEY,
      sockets: () => connectionsOf(api),
      refuse: () => close(api),
      accept: async () => void (await listen(api, ports[0] ?? 0, host)),
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
