import { afterEach, describe, expect, it, vi } from "vitest";
import type { ApiError } from "./api-error.ts";
import { createListReader } from "./fetch-fresh.ts";
import { fetchBody, fetchJson } from "./fetch-json.ts";
import { serverNowMs } from "./server-clock.ts";

const answer = (body: string | null, init: ResponseInit = {}) =>
  vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(body, init));
const sentHeaders = (fetched: ReturnType<typeof answer>) =>
  new Headers(fetched.mock.lastCall?.[1]?.headers);
const failure = async (call: Promise<unknown>): Promise<ApiError> => {
  try {
    await call;
  } catch (error) {
    return error as ApiError;
  }
  throw new Error("It did not fail");
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the fetcher", () => {
  it("gives the answer", async () => {
    answer('{"a":1}', { headers: { etag: 'W/"1"' } });
    const { data, headers } = await fetchJson<{ a: number }>("/x");
    expect(data).toEqual({ a: 1 });
    expect(headers.get("etag")).toBe('W/"1"');
  });

  it.each([
    ["an HTML error page", "<html>502</html>", 502, "unreadable"],
    ["an empty answer", "", 200, "unreadable"],
    ["a bare null", "null", 200, "unreadable"],
    ["JSON of another make", '{"error":"text"}', 500, "unreadable"],
    [
      "an error of ours",
      '{"error":{"code":"not_found","message":"Nothing","requestId":"q1"}}',
      404,
      "not_found",
    ],
  ])("words %s as a typed error", async (_name, body, status, code) => {
    answer(body, { status });
    expect(await failure(fetchJson("/x"))).toMatchObject({ name: "ApiError", status, code });
  });

  it("says when nobody answers", async () => {
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("Failed to fetch"));
    expect(await failure(fetchJson("/x"))).toMatchObject({ status: 0, code: "no_answer" });
  });

  it.each([
    ["30", 30_000],
    ["soon", null],
    ["99999999", 120_000],
  ])("reads Retry-After %s", async (header, expected) => {
    answer("{}", { status: 429, headers: { "retry-after": header } });
    expect((await failure(fetchJson("/x"))).retryAfterMs).toBe(expected);
  });

  it("takes 204 for success without a body", async () => {
    answer(null, { status: 204 });
    expect((await fetchJson("/x", { method: "DELETE" })).data).toBeNull();
  });

  it("takes it for unreadable where a body must come", async () => {
    answer(null, { status: 204 });
    const error = await failure(fetchBody("/x"));
    expect(error).toMatchObject({ name: "ApiError", code: "unreadable", status: 204 });
    answer('{"a":1}');
    expect(await fetchBody("/x")).toEqual({ a: 1 });
  });

  it("learns the server's clock", async () => {
    const startedMs = Date.now();
    const aheadMs = startedMs + 3_600_000;
    answer("{}", { headers: { "x-now": new Date(aheadMs).toISOString() } });
    await fetchJson("/x");
    const sinceMs = serverNowMs() - aheadMs;
    expect(sinceMs).toBeGreaterThanOrEqual(0);
    expect(sinceMs).toBeLessThanOrEqual(Date.now() - startedMs);
    answer("{}", { headers: { "x-now": new Date().toISOString() } });
    await fetchJson("/x");
  });
});

describe("a list that has not changed", () => {
  const freshness = { observedAt: null, nextSampleAt: null, stale: true, reason: "internal" };

  it("keeps its rows and takes its freshness from the headers of the 304", async () => {
    const read = createListReader<{ rows: number[]; freshness: never }>();
    answer(JSON.stringify({ rows: [1], freshness }), { headers: { etag: 'W/"7"' } });
    const first = await read("/x");
    const observedAt = "2026-01-02T03:04:05.678Z";
    const fetched = answer(null, {
      status: 304,
      headers: {
        "x-observed-at": observedAt,
        "x-next-sample-at": "",
        "x-stale": "false",
        "x-stale-reason": "",
      },
    });
    const second = await read("/x");
    expect(sentHeaders(fetched).get("if-none-match")).toBe('W/"7"');
    expect(second.rows).toBe(first.rows);
    expect(second.freshness).toEqual({
      observedAt,
      nextSampleAt: null,
      stale: false,
      reason: null,
    });
  });

  it.each([204, 304])("takes a %i that was not asked for as unreadable, once", async (status) => {
    const fetched = answer(null, { status });
    const error = await failure(createListReader<{ freshness: never }>()("/x"));
    expect(error).toMatchObject({ name: "ApiError", code: "unreadable", status });
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it("asks without a tag for another address", async () => {
    const read = createListReader<{ freshness: never }>();
    const fetched = answer(JSON.stringify({ freshness }), { headers: { etag: 'W/"7"' } });
    await read("/x");
    await read("/y");
    expect(sentHeaders(fetched).has("if-none-match")).toBe(false);
  });
});
