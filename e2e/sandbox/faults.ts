/** Everything that can go wrong on the way to an answer, as one table. */
import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "./answer.ts";
import { answer, errorPage, failure, json, send } from "./answer.ts";
import { deepJson, PROTO_BODY, sendGzipBomb, sendHuge, WRONG_TYPES_BODY } from "./fault-bodies.ts";
import type { Fault, FaultKind } from "./fault-queue.ts";
import { HOSTILE_TEXT } from "./scripts/hostile.ts";

export type FaultContext = {
  fault: Fault;
  response: ServerResponse;
  /** The answer without the fault; a call that changes something does so only when this is asked. */
  ordinary: () => Promise<Answer>;
  /** Makes a run appear, the newest of the task that is asked about. */
  startRun: (words: string) => void;
};
type FaultHandler = (context: FaultContext) => unknown;

const JSON_TYPE = "application/json; charset=utf-8";

/** A table entry that sends one made answer. */
const sends =
  (make: (fault: Fault) => Answer): FaultHandler =>
  ({ fault, response }) =>
    send(response, make(fault));

/** A table entry that changes the ordinary answer. */
const changes =
  (change: (sent: Answer, fault: Fault) => Answer): FaultHandler =>
  async ({ fault, response, ordinary }) =>
    send(response, change(await ordinary(), fault));

function withStatus({ code = 500, type = "json", text = "Internal error" }: Fault): Answer {
  if (type === "json") return failure(code, text);
  return type === "html" ? errorPage(code, text) : answer(code, "text/plain", "");
}

/** Every `status` in the data becomes a value nobody documented. */
function unknownStatus(sent: Answer, value: unknown): Answer {
  if (!sent.headers["content-type"]?.startsWith("application/json")) return sent;
  const replaced: unknown = JSON.parse(sent.body, (key, held) => (key === "status" ? value : held));
  return { ...sent, body: JSON.stringify(replaced) };
}

/** Every text becomes one meant to do harm, and every record gets a field more whose name is one. */
function hostile(sent: Answer, spare: readonly string[]): Answer {
  if (!sent.headers["content-type"]?.startsWith("application/json")) return sent;
  const replaced: unknown = JSON.parse(sent.body, (key, held: unknown) => {
    if (spare.includes(key)) return held;
    if (typeof held === "string") return `${held} ${HOSTILE_TEXT}`;
    const isRecord = typeof held === "object" && held !== null && !Array.isArray(held);
    return isRecord ? { ...held, [HOSTILE_TEXT]: HOSTILE_TEXT } : held;
  });
  return { ...sent, body: JSON.stringify(replaced) };
}

const drip: FaultHandler = async ({ fault, response, ordinary }) => {
  const { status, headers, body } = await ordinary();
  response.writeHead(status, headers);
  for (const byte of Buffer.from(body)) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await delay(fault.ms ?? 200);
  }
  response.end();
};

const truncated: FaultHandler = async ({ response, ordinary }) => {
  const { status, headers, body } = await ordinary();
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "content-length": bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
};

const slow: FaultHandler = async ({ fault, response, ordinary }) => {
  const sent = await ordinary();
  await delay(fault.ms ?? 3_000);
  if (!response.destroyed) send(response, sent);
};

export const reset: FaultHandler = ({ response }) => response.socket?.resetAndDestroy();

const FAULTS: Record<FaultKind, FaultHandler> = {
  status: sends(withStatus),
  failure: sends(({ text = "connect ECONNREFUSED 127.0.0.1:5432" }) => failure(200, text)),
  hang: () => undefined,
  slow,
  drip,
  truncated,
  html: sends(() => answer(200, "text/html; charset=utf-8", "<!doctype html><h1>Welcome</h1>")),
  empty: sends(() => answer(200, JSON_TYPE, "")),
  noContent: sends(() => ({ status: 204, headers: {}, body: "", outcome: "204" })),
  bom: changes((sent) => ({ ...sent, body: `\ufeff${sent.body}` })),
  huge: ({ fault, response }) => sendHuge(response, fault.bytes ?? 100 * 1024 * 1024),
  gzipBomb: ({ fault, response }) => sendGzipBomb(response, fault.bytes ?? 1024 * 1024 * 1024),
  deepJson: sends(({ depth = 10_000 }) => answer(200, JSON_TYPE, deepJson(depth))),
  proto: sends(() => answer(200, JSON_TYPE, PROTO_BODY)),
  reset,
  rateLimited: sends(({ retryAfter }) => {
    const sent = failure(429, "Too many requests");
    if (retryAfter !== undefined) sent.headers["retry-after"] = retryAfter;
    return sent;
  }),
  notModified: sends(() => ({ status: 304, headers: {}, body: "", outcome: "304" })),
  redirect: sends(({ code = 302, location = "http://127.0.0.1:9/" }) => ({
    status: code,
    headers: { location },
    body: "",
    outcome: String(code),
  })),
  wrongTypes: sends(() => answer(200, JSON_TYPE, WRONG_TYPES_BODY)),
  unknownEnum: changes((sent, { value = "paused" }) => unknownStatus(sent, value)),
  nullStatus: sends(() =>
    json(200, { success: true, data: { status: null, toolCall: null, liveStatus: null } }),
  ),
  hostile: changes((sent, { spare = [] }) => hostile(sent, spare)),
  newerRun: async ({ fault, response, ordinary, startRun }) => {
    startRun(fault.text ?? "A newer run");
    send(response, await ordinary());
  },
  body: sends(({ code = 200, body = "", contentType = JSON_TYPE }) =>
    answer(code, contentType, body),
  ),
};

export const applyFault = (context: FaultContext): unknown => FAULTS[context.fault.kind](context);
