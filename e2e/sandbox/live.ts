/** The listener of the live pages: the pictures of the agents' browsers. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { answer, json, send } from "./answer.ts";
import { LIVE_PAGE } from "./live-page.ts";
import { recordingGif } from "./recording-gif.ts";
import type { Run } from "./run.ts";
import type { World } from "./world.ts";

const PAGE = /^\/live\/([^/]+)(\/state|\/clicks)?$/;
/** The slash stays encoded: whoever decodes the address misses it (upstream.md point 17). */
const GIF = /^\/recordings\/[^/]+%2Frun\.gif$/;

const gone = () =>
  answer(
    404,
    "text/html; charset=utf-8",
    "<!doctype html><title>Closed</title><p>This browser session has ended.</p>",
  );

const state = (run: Run, name: string) => ({
  name,
  step: typeof run.data.detailedStatus === "string" ? run.data.detailedStatus : "",
  waiting: run.data.toolCall !== null,
  sinceMs: run.sinceMs,
  startedMs: run.startMs,
  clicks: run.clicks,
});

export function handleLive(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): void {
  if (GIF.test(url.pathname)) {
    response.writeHead(200, { "content-type": "image/gif" }).end(recordingGif());
    return;
  }
  const [, liveId = "", part] = PAGE.exec(url.pathname) ?? [];
  const held = world.lives.get(liveId);
  const run = held?.run.settle(Date.now());
  if (!held || run?.data.liveStatus !== run?.liveUrl || !run) {
    send(response, gone());
    return;
  }
  if (part === "/clicks" && request.method === "POST") run.clicks += 1;
  const sent = part
    ? json(200, state(run, held.task.name))
    : answer(200, "text/html; charset=utf-8", LIVE_PAGE);
  send(response, { ...sent, headers: { ...sent.headers, "cache-control": "no-store" } });
}
