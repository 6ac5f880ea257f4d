/** The API under `/api/v1`: from a request to an answer, with faults in between. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import { errorPage, failure, ok, send, withTag } from "./answer.ts";
import type { Context } from "./context.ts";
import {
  documented,
  documentedBodyError,
  documentedHealth,
  unknownPath,
} from "./dialect-documented.ts";
import { stock, stockPageError } from "./dialect-stock.ts";
import type { Route } from "./endpoints.ts";
import { route } from "./endpoints.ts";
import { applyFault } from "./faults.ts";
import type { Body } from "./request-body.ts";
import { readBody } from "./request-body.ts";
import type { Dialect } from "./script.ts";
import { script, step } from "./steps.ts";

export const API_PREFIX = "/api/v1";

type Incoming = {
  context: Context;
  request: IncomingMessage;
  url: URL;
  found: Route;
  key: string;
  dialect: Dialect;
  body: Body;
  arrivedMs: number;
};

/** The two texts that mean a bad key (upstream.md point 1). */
const badKey = (key: string, dialect: Dialect): Answer =>
  failure(dialect === "stock" ? 200 : 401, key === "" ? "API key is required" : "Invalid API key");

const brokenBody = (status: 400 | 413): Answer =>
  errorPage(
    status,
    status === 413
      ? "PayloadTooLargeError: request entity too large"
      : "SyntaxError: Unexpected token in JSON",
  );

async function ordinaryAnswer(incoming: Incoming): Promise<Answer> {
  const { context, request, url, found, key, dialect, body, arrivedMs } = incoming;
  const isStock = dialect === "stock";
  if (body.error) return isStock ? brokenBody(body.error) : documentedBodyError(body.error);
  if (found.endpoint === "unknown")
    return isStock ? stockPageError({ request }) : unknownPath({ request });
  if (found.endpoint === "health") return isStock ? ok("ok") : documentedHealth();
  const account = context.world.accounts.get(key);
  if (!account) return badKey(key, dialect);
  const call = { ...found, account, query: url.searchParams, body: body.value, request, arrivedMs };
  if (!isStock) return documented(context.world, call);
  const sent = withTag(await stock(context.world, call), request);
  return { ...sent, headers: { ...sent.headers, "x-powered-by": "Express" } };
}

/** A run that begins while a client is between two calls; where no task is meant, there is none. */
function startNewer({ world }: Context, key: string, taskId: string | null, words: string): void {
  const account = world.accounts.get(key);
  const task = account?.tasks.get(taskId ?? "");
  if (!account || !task) return;
  world.addRun(account, task, { script: script("newer", [step(0, words)]) });
}

/** Answers one API request and notes it in the call logs. */
export async function handleApi(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const arrivedMs = Date.now();
  const found = route(request.method ?? "GET", url.pathname.slice(API_PREFIX.length));
  const header = request.headers["x-api-key"];
  const key = typeof header === "string" ? header : "";
  const { world, calls, faults, commonFaults } = context;
  const dialect = world.accounts.get(key)?.dialect ?? world.revoked.get(key) ?? context.dialect;
  const call = {
    at: arrivedMs,
    endpoint: found.endpoint,
    method: request.method ?? "",
    url: url.pathname + url.search,
    taskId: found.taskId,
    runId: found.pathRunId ?? url.searchParams.get("runId"),
    headerNames: Object.keys(request.headers),
    bodyBytes: 0,
    outcome: "open",
    answeredAt: null as number | null,
  };
  calls.of(key).add(call);
  context.allCalls.add(call);
  response.once("close", () => context.onCall?.(key, call, response.writableFinished));
  if (arrivedMs < context.outageUntilMs) {
    call.outcome = "outage";
    request.socket.resetAndDestroy();
    return;
  }
  const body = await readBody(request, dialect === "stock");
  call.bodyBytes = body.bytes;
  const ordinary = () =>
    ordinaryAnswer({ context, request, url, found, key, dialect, body, arrivedMs });
  const fault = faults.of(key).take(found.endpoint) ?? commonFaults.take(found.endpoint);
  if (fault) {
    call.outcome = `fault ${fault.name ?? fault.kind}`;
    const startRun = (words: string) => startNewer(context, key, found.taskId, words);
    await applyFault({ fault, response, ordinary, startRun });
    return;
  }
  const sent = await ordinary();
  call.outcome = sent.outcome;
  call.answeredAt = Date.now();
  send(response, sent);
}
