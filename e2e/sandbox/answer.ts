/** What is sent back, before it is sent. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** One word or sentence for the call log. */
  outcome: string;
};

export const answer = (
  status: number,
  contentType: string,
  body: string,
  outcome = String(status),
): Answer => ({ status, headers: { "content-type": contentType }, body, outcome });

export const json = (status: number, value: unknown, outcome?: string): Answer =>
  answer(status, "application/json; charset=utf-8", JSON.stringify(value), outcome);

export const ok = (data?: unknown, beside: Record<string, unknown> = {}): Answer =>
  json(200, { success: true, data, ...beside });

export const failure = (status: number, error: string): Answer =>
  json(status, { success: false, error }, `${status} ${error}`);

/** The page an error page of a Node server looks like, trace included (upstream.md point 3). */
export function errorPage(status: number, what: string): Answer {
  const trace = [
    what,
    "    at Layer.handle_error (/app/tasks/node_modules/router/layer.js:71:5)",
    "    at next (/app/tasks/node_modules/router/route.js:144:13)",
    "    at /app/tasks/routes/api.js:212:11",
    "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
  ].join("<br> &nbsp;");
  const body = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${trace}</pre>\n</body>\n</html>\n`;
  return answer(status, "text/html; charset=utf-8", body, `${status} html`);
}

/** A weak tag in the form Express gives. */
const weakTag = (body: string): string =>
  `W/"${Buffer.byteLength(body).toString(16)}-${createHash("sha1").update(body).digest("base64").slice(0, 27)}"`;

/** Adds the tag, and answers 304 when the client has it already (upstream.md point 4). */
export function withTag(sent: Answer, request: IncomingMessage): Answer {
  if (sent.status !== 200 || (request.method !== "GET" && request.method !== "HEAD")) return sent;
  const etag = weakTag(sent.body);
  if (request.headers["if-none-match"] === etag) {
    return { status: 304, headers: { etag }, body: "", outcome: "304" };
  }
  return { ...sent, headers: { ...sent.headers, etag } };
}

export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const length =
    status === 304 || status === 204 ? {} : { "content-length": Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length }).end(body);
}
