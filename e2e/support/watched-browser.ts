/** A run's own browser with a page that moves when it is told to, and its live page on a server. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Session } from "../sandbox/driven/session.ts";
import { handleLive } from "../sandbox/live.ts";
import { World } from "../sandbox/world.ts";

const PAGE_LIMIT_MS = 30_000;

/** Long, colourful and strict about what it runs; a caret stands in its field. */
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A moving page</title>
<body><input autofocus aria-label="Field"><button>Press</button>${Array.from(
  { length: 100 },
  (_, row) =>
    `<table width="100%" height="120" bgcolor="#${(row * 7_777_777).toString(16).slice(-6).padStart(6, "7")}"><tr><td>Row ${row}</table>`,
).join("")}</body></html>`;

async function serve(listener: RequestListener): Promise<{ server: Server; origin: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://localhost:${(server.address() as AddressInfo).port}` };
}

const servePage: RequestListener = (_request, response) => {
  response.setHeader("content-security-policy", "default-src 'none'");
  response.setHeader("content-type", "text/html").end(PAGE);
};

export type WatchedBrowser = Awaited<ReturnType<typeof openWatchedBrowser>>;

/** @param executablePath of a Chromium */
export async function openWatchedBrowser(executablePath: string) {
  const world = new World();
  const account = world.addKey("key", "stock");
  const run = world.addDriven(account, world.addTask(account), "Watch", 0);
  const site = await serve(servePage);
  const live = await serve((request, response) =>
    handleLive(world, request, response, new URL(request.url ?? "/", "http://live")),
  );
  const session = await Session.open({
    executablePath,
    allowHosts: [],
    deniedPorts: [],
    pageLimitMs: PAGE_LIMIT_MS,
  });
  const { page, cast } = session;
  await page.goto(site.origin);
  cast.tell({ url: page.url(), title: await page.title(), step: "Reading a page" });
  run.open(session);
  return {
    session,
    liveUrl: `${live.origin}/live/${run.liveId}`,
    /** Scrolls up and down, a step every 60 ms, until it is told not to. */
    move: (on: boolean) =>
      page.evaluate((on) => {
        const state = globalThis as { moving?: ReturnType<typeof setInterval> };
        const step = () => scrollTo(0, 2_000 + 2_000 * Math.sin(performance.now() / 1_000));
        clearInterval(state.moving);
        if (on) state.moving = setInterval(step, 60);
      }, on),
    /** Closes the browser the way its run does, and with it the live picture. */
    async end() {
      await session.close();
      run.close();
    },
    async close() {
      await session.close();
      for (const { server } of [site, live]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
