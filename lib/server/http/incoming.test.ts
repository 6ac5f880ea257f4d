import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { beforeEach, describe, expect, test, vi } from "vitest";

const SOCKET = "192.0.2.1";

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllEnvs();
});

type Asked = { method?: string; url?: string; headers?: IncomingHttpHeaders };

/** What a request is by the time Next sees it, and the headers its answer will have. */
async function prepared(hops: number, { method = "GET", url = "/tasks", headers = {} }: Asked) {
  vi.stubEnv("TRUSTED_PROXY_HOPS", String(hops));
  const { prepareRequest } = await import("@/lib/server/http/incoming");
  const request = {
    method,
    url,
    headers: { ...headers },
    socket: { remoteAddress: SOCKET },
    on: vi.fn(),
  };
  const told: Record<string, unknown> = {};
  const response = { setHeader: (name: string, value: unknown) => (told[name] = value) };
  prepareRequest(
    request as unknown as IncomingMessage,
    response as unknown as ServerResponse<IncomingMessage>,
  );
  return { ...request, told };
}

describe("the address that a request is known by", () => {
  test.each([
    ["none is trusted, and none is named", 0, undefined, SOCKET],
    ["none is trusted, whatever is named", 0, "198.51.100.7", SOCKET],
    ["none is trusted, however many are named", 0, "198.51.100.7, 203.0.113.9", SOCKET],
    ["one is trusted", 1, "203.0.113.9", "203.0.113.9"],
    [
      "one is trusted, and others are forged",
      1,
      "10.0.0.1,198.51.100.7, 203.0.113.9",
      "203.0.113.9",
    ],
    ["two are trusted", 2, "203.0.113.9, 10.0.0.2", "203.0.113.9"],
    [
      "two are trusted, and one is forged",
      2,
      "198.51.100.7 , 203.0.113.9 ,10.0.0.2",
      "203.0.113.9",
    ],
    ["one is trusted, and named nobody", 1, undefined, "unknown"],
    ["one is trusted, and named nobody after a forged one", 1, "198.51.100.7, ", "unknown"],
    ["two are trusted, and only one is named", 2, "198.51.100.7", "unknown"],
    ["three are trusted, and only two are named", 3, "198.51.100.7, 10.0.0.2", "unknown"],
  ])("where of the proxies %s", async (_name, hops, forwarded, address) => {
    const headers = {
      "x-runboard-client": "198.51.100.66",
      "x-real-ip": "198.51.100.67",
      forwarded: "for=198.51.100.68",
      ...(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }),
    };
    const request = await prepared(hops, { headers });
    expect(request.headers["x-runboard-client"]).toBe(address);
  });
});

describe("what is to be refused", () => {
  test.each(["method", "bad_request", "x"])("is not said by a client with “%s”", async (forged) => {
    const headers = { "x-runboard-refuse": forged };
    const request = await prepared(0, { method: "POST", url: "/api/session?x=1", headers });
    expect(request.headers).not.toHaveProperty("x-runboard-refuse");
    expect([request.method, request.url]).toEqual(["POST", "/api/session?x=1"]);
  });

  test.each([
    ["TRACE", "/tasks", "method"],
    ["CONNECT", "example.org:443", "method"],
    ["GET", "http://example.org/tasks", "bad_request"],
    ["OPTIONS", "*", "bad_request"],
  ])("%s %s goes on as a plain request that says why", async (method, url, why) => {
    const request = await prepared(0, { method, url, headers: { "x-runboard-refuse": "x" } });
    expect(request.headers["x-runboard-refuse"]).toBe(why);
    expect([request.method, request.url]).toEqual(["GET", "/"]);
    expect(request.told["x-content-type-options"]).toBe("nosniff");
  });
});

test("a router state that cannot be read is taken out, one that can stays", async () => {
  const name = "next-router-state-tree";
  const state = encodeURIComponent(JSON.stringify(["", { children: ["tasks", {}] }]));
  expect((await prepared(0, { headers: { [name]: "{" } })).headers).not.toHaveProperty(name);
  expect((await prepared(0, { headers: { [name]: state } })).headers[name]).toBe(state);
});

test("every answer is given its headers before anybody makes it", async () => {
  const { told } = await prepared(0, { url: "/s/AAAAAAAAAAAA?x=/b/y" });
  expect(told).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
  });
});
