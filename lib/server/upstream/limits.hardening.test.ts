/** How much, how deep and how long a server may answer before it is given up. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import { AppError } from "@/lib/server/errors";
import { readAnswer } from "@/lib/server/upstream/answer";
import { upstreamClient } from "@/lib/server/upstream/client";
import { type HttpRequest, httpTransport } from "@/lib/server/upstream/transport";

const KB = 1024;
const MB = KB * KB;
const KEY = "a-key-of-some-kind";
const UPSTREAM = { name: "fake", url: "http://fake/api/v1" };

type Client = ReturnType<typeof upstreamClient>;

/** What `call` asks the transport for: it is told nothing that it could go on with. */
async function askedBy(call: (client: Client) => Promise<unknown>): Promise<HttpRequest[]> {
  const asked: HttpRequest[] = [];
  const silent = async (request: HttpRequest) => {
    asked.push(request);
    throw new AppError("upstream_unreachable", { cause: new Error("as meant"), mayBeDone: true });
  };
  const client = upstreamClient(silent, new FakeClock(), UPSTREAM, KEY);
  await expect(call(client)).rejects.toMatchObject({ code: "upstream_unreachable" });
  return asked;
}

describe("a server is given so much and so long:", () => {
  test.each<[string, (client: Client) => Promise<unknown>, bytes: number, ms: number]>([
    ["a status", (to) => to.status("t1", "r1"), 256 * KB, 10_000],
    ["a page of tasks", (to) => to.tasks(1), MB, 10_000],
    ["a page of runs", (to) => to.runs("t1", 1, 30), MB, 10_000],
    ["a result", (to) => to.result("t1", "r1"), 5 * MB, 10_000],
    ["a recording's address", (to) => to.recording("t1", "r1"), 64 * KB, 10_000],
    ["a check of the key", (to) => to.check(), 64 * KB, 10_000],
    ["a stop of a run", (to) => to.stopRun("t1", "r1"), 64 * KB, 10_000],
    ["a stop of a task", (to) => to.stopTask("t1"), 64 * KB, 10_000],
    ["an answer", (to) => to.toolInput("t1", "r1", "[]", "c1"), 64 * KB, 10_000],
    ["a new task", (to) => to.create({ task: "Look", agent: "BROWSER_AGENT" }), 64 * KB, 60_000],
  ])("%s", async (_name, call, maxBytes, timeoutMs) => {
    const asked = await askedBy(call);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ maxBytes, timeoutMs });
    // Only what waits for a model has no limit of its own for its headers.
    expect(asked[0]?.isSlow ?? false).toBe(timeoutMs === 60_000);
  });
});

let server: Server | undefined;

/** A server on loopback until the end of the test. @returns its address */
async function serve(listener: RequestListener): Promise<string> {
  const own = createServer(listener);
  server = own;
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(own.address() as AddressInfo).port}`;
}

afterEach(async () => {
  const ended = server;
  server = undefined;
  if (!ended) return;
  const closed = new Promise((resolve) => ended.close(resolve));
  ended.closeAllConnections();
  await closed;
});

const get = (url: string, { maxBytes = KB, timeoutMs = 60_000 } = {}) =>
  httpTransport()({ method: "GET", url, apiKey: KEY, maxBytes, timeoutMs });

const MOST = 256 * KB;

describe("an answer's bytes are counted", () => {
  const plain = (text: string) => ({ headers: {}, bytes: Buffer.from(text) });
  const zipped = (text: string) => ({
    headers: { "content-encoding": "gzip" },
    bytes: gzipSync(text),
  });
  // A length that is told and one that is not, and one byte or two for each sign.
  const unmeasured = (text: string) => ({
    headers: { "transfer-encoding": "chunked" },
    bytes: Buffer.from(text),
  });

  test.each([
    ["as they come", plain, "a"],
    ["as they come in parts", unmeasured, "a"],
    ["as they come, not its signs", plain, "é"],
    ["after decompression", zipped, "a"],
  ])("%s: the most is taken, and one more is not", async (_name, made, sign) => {
    const most = sign.repeat(MOST / Buffer.byteLength(sign));
    let text = most;
    const url = await serve((_request, response) => {
      const { headers, bytes } = made(text);
      response.writeHead(200, headers);
      response.end(bytes);
    });
    expect((await get(url, { maxBytes: MOST })).body).toBe(most);
    text = `${most}b`;
    await expect(get(url, { maxBytes: MOST })).rejects.toMatchObject({
      code: "upstream_error",
      mayBeDone: true,
      cause: { message: `answer over ${MOST} bytes` },
    });
  });
});

describe("a server that takes too long", () => {
  test("over its headers is given up after 5 s, not after those of the whole", async () => {
    const url = await serve(() => {});
    const beganMs = performance.now();
    await expect(get(url, { timeoutMs: 20_000 })).rejects.toMatchObject({
      code: "upstream_timeout",
      mayBeDone: true,
    });
    const tookMs = performance.now() - beganMs;
    expect(tookMs).toBeGreaterThan(4_500);
    expect(tookMs).toBeLessThan(9_000);
  });

  test("over a body that goes on and on is given up when the whole is over", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    });
    await expect(get(url, { timeoutMs: 500 })).rejects.toMatchObject({
      code: "upstream_timeout",
      cause: { message: "whole call" },
    });
  });
});

test.each([300, 301, 302, 303, 304, 305, 307, 308, 399])(
  "a %d is not followed, and is an error even with an answer in it",
  async (status) => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url ?? "");
      const body = '{"success":true,"data":"followed"}';
      if (request.url === "/elsewhere") response.end(body);
      else response.writeHead(status, { location: "/elsewhere" }).end(body);
    });
    const answer = await get(`${url}/asked`);
    expect(answer.status).toBe(status);
    expect(asked).toEqual(["/asked"]);
    // Without a body, as with 304, it is no answer of the API; with one, it is none either.
    for (const body of [answer.body, '{"success":true,"data":"followed"}']) {
      const read = () => readAnswer({ ...answer, body }, KEY, 0);
      expect(read).toThrow(expect.objectContaining({ code: "upstream_error" }));
    }
  },
);

describe("an answer is nested", () => {
  /** Arrays or objects within each other; the envelope around them is the first level. */
  const nested = (levels: number, [open, close]: [string, string]) =>
    `{"success":true,"data":${open.repeat(levels - 1)}1${close.repeat(levels - 1)}}`;
  const read = (body: string) =>
    readAnswer({ status: 200, body, retryAfter: null, date: null }, KEY, 0);

  test.each<[string, [string, string]]>([
    ["arrays", ["[", "]"]],
    ["objects", ['{"a":', "}"]],
  ])("32 deep at most, the envelope counted: %s", (_name, signs) => {
    expect(read(nested(32, signs)).success).toBe(true);
    expect(() => read(nested(33, signs))).toThrow(
      expect.objectContaining({ code: "upstream_error", mayBeDone: true }),
    );
  });
});
