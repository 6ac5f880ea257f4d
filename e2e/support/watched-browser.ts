/** A real browser with a page that moves when it is told to, and its live page on a server. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { browserArgs } from "../run/browser.mjs";
import { Cast, stillCaret } from "../sandbox/driven/cast.ts";
import { handleLive } from "../sandbox/live.ts";
import { World } from "../sandbox/world.ts";

const SIZE = { width: 1280, height: 800 };

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
  const browser = await chromium.launch({ executablePath, args: browserArgs() });
  const context = await browser.newContext({ viewport: SIZE });
  await stillCaret(context);
  const page = await context.newPage();
  const cast = new Cast();
  const onFrame = ({ data }: { data: Buffer }) => cast.frame(data);
  await page.screencast.start({ onFrame, size: SIZE, quality: 70 });
  await page.goto(site.origin);
  cast.tell({ url: page.url(), title: await page.title(), step: "Reading a page" });
  run.open({ page, cast, pid: null });
  return {
    browser,
    page,
    cast,
    liveUrl: `${live.origin}/live/${run.liveId}`,
    /** Scrolls up and down, a step every 60 ms, until it is told not to. */
    move: (on: boolean) =>
      page.evaluate((on) => {
        const state = globalThis as { moving?: ReturnType<typeof setInterval> };
        const step = () => scrollTo(0, 2_000 + 2_000 * Math.sin(performance.now() / 1_000));
        clearInterval(state.moving);
        if (on) state.moving = setInterval(step, 60);
      }, on),
    /** Ends the live picture, as when the run's browser closes. */
    end() {
      cast.close();
      run.close();
    },
    async close() {
      cast.close();
      await browser.close();
      for (const { server } of [site, live]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
