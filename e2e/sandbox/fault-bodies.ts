/** Bodies too large or too deep to be written out. */
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";

const MEGABYTE = 1024 * 1024;

function* repeated(head: string, chunk: Buffer, times: number, tail: string) {
  yield Buffer.from(head);
  for (let sent = 0; sent < times; sent += 1) yield chunk;
  yield Buffer.from(tail);
}

/** Streams; a client that hangs up in the middle is the expected end. */
const stream = (response: ServerResponse, parts: Iterable<Buffer>): Promise<void> =>
  pipeline(Readable.from(parts), response).catch(() => undefined);

export function sendHuge(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
  const chunk = Buffer.alloc(Math.min(bytes, MEGABYTE), "x");
  const times = Math.ceil(bytes / Math.max(1, chunk.length));
  return stream(
    response,
    repeated(`{"success":true,"data":{"status":"running","detailedStatus":"`, chunk, times, `"}}`),
  );
}

/** One small gzip member, repeated: members that follow each other are one stream. */
export function sendGzipBomb(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "content-encoding": "gzip",
  });
  const member = gzipSync(Buffer.alloc(MEGABYTE, " "), { level: 9 });
  return stream(response, repeated("", member, Math.ceil(bytes / MEGABYTE), ""));
}

export const deepJson = (depth: number): string =>
  `{"success":true,"data":{"status":"running","toolCall":${"[".repeat(depth)}${"]".repeat(depth)}}}`;

export const PROTO_BODY =
  `{"success":true,"__proto__":{"polluted":true},"data":{"__proto__":{"polluted":true},` +
  `"constructor":{"prototype":{"polluted":true}},"status":"running","detailedStatus":"Opening new tab",` +
  `"toolCall":{"toolCallId":"p1","tool":{"name":"form_input","parameters":{"__proto__":{"polluted":true}}}},` +
  `"liveStatus":null}}`;

export const WRONG_TYPES_BODY = JSON.stringify({
  success: true,
  data: {
    id: {},
    status: { a: 1 },
    detailedStatus: ["x"],
    toolCall: "none",
    liveStatus: 7,
    dataTable: "rows",
    error: 1,
    output: false,
  },
  total: {},
  page: [],
  limit: null,
});
