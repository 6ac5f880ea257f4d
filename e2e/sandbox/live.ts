/** The listener of the live pages: the pictures of the agents' browsers. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { answer, json, send } from "./answer.ts";
import { DrivenRun } from "./driven/driven-run.ts";
import { handleDriven } from "./driven/live-routes.ts";
import { LIVE_PAGE } from "./live-page.ts";
import { recordingGif } from "./recording-gif.ts";
import type { Run } from "./run.ts";
import type { World } from "./world.ts";

const PAGE = /^\/live\/([^/]+)(\/[a-z]+)?$/;
const REPLAYED_PARTS = ["", "/state", "/clicks"];
/** The slash stays encoded: whoever decodes the address misses it (upstream.md point 17). */
const GIF = /^\/recordings\/([^/]+)%2Frun\.gif$/;

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

/** The recording of a run; of a replayed one, a picture that stands for it. */
function sendGif(run: Run | undefined, response: ServerResponse): void {
  const gif = run instanceof DrivenRun ? run.recording : recordingGif();
  if (gif) response.writeHead(200, { "content-type": "image/gif" }).end(gif);
  else send(response, answer(404, "text/plain", "No recording"));
}

/** Answers a call for a live page or a recording; 404 before the browser opens and after it closes. */
export async function handleLive(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const [recording, runId = ""] = GIF.exec(url.pathname) ?? [];
  if (recording) return sendGif(world.runs.get(runId)?.run, response);
  const [, liveId = "", part = ""] = PAGE.exec(url.pathname) ?? [];
  const held = world.lives.get(liveId);
  const run = held?.run.settle(Date.now());
  if (run instanceof DrivenRun) {
    if (!(await handleDriven(run, part, request, response))) send(response, gone());
    return;
  }
  if (!held || !run || run.data.liveStatus !== run.liveUrl || !REPLAYED_PARTS.includes(part)) {
    send(response, gone());
    return;
  }
  if (part === "/clicks" && request.method === "POST") run.clicks += 1;
  const sent = part
    ? json(200, state(run, held.task.name))
    : answer(200, "text/html; charset=utf-8", LIVE_PAGE);
  send(response, { ...sent, headers: { ...sent.headers, "cache-control": "no-store" } });
}
