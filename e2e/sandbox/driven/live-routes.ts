/** What is served of one driven run's browser while it is open. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "../answer.ts";
import { answer, send } from "../answer.ts";
import { takeInput } from "./control.ts";
import type { DrivenRun } from "./driven-run.ts";
import { LIVE_SCREEN, LIVE_SCREEN_HEADERS } from "./live-screen.ts";

const noStore = (sent: Answer): Answer => ({
  ...sent,
  headers: { ...sent.headers, "cache-control": "no-store" },
});

const page = (): Answer => {
  const sent = answer(200, "text/html; charset=utf-8", LIVE_SCREEN);
  return noStore({ ...sent, headers: { ...sent.headers, ...LIVE_SCREEN_HEADERS } });
};

/**
 * Answers a call for a run's live page.
 * @param part what stands after the page's own path: nothing, "/stream" or "/input"
 * @returns false when there is nothing to show there, or no more
 */
export async function handleDriven(
  run: DrivenRun,
  part: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { cast, page: open } = run;
  if (!cast || !open) return false;
  if (part === "/input") {
    send(response, noStore(await takeInput(open, request)));
    return true;
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    send(response, answer(405, "text/plain", "GET only"));
    return true;
  }
  if (part === "/stream" && request.method === "HEAD") response.end();
  else if (part === "/stream") cast.watch(response);
  else if (part === "") send(response, page());
  else return false;
  return true;
}
