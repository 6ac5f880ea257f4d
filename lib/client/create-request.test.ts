import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { askAbout, sendWish } from "./create-request.ts";

const answered = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal("fetch", answered));
afterEach(() => {
  vi.unstubAllGlobals();
  answered.mockReset();
});

const json = (status: number, body: unknown) => Response.json(body, { status });
const error = (status: number, code: string) => json(status, { error: { code, message: "Told." } });
const wish = (agoMs: number) => ({
  key: "a-key-of-this-wish",
  body: '{"task":"Look"}',
  sentAtMs: Date.now() - agoMs,
  isOpen: true,
});
const creation = (state: string, taskId: string | null = null) =>
  json(200, { state, taskId, startedAt: new Date().toISOString() });

it("a wish is sent under its key, as it was kept", async () => {
  answered.mockResolvedValue(json(200, { taskId: "t1" }));
  expect(await sendWish(wish(0))).toBe("t1");
  const [path, init] = answered.mock.calls[0] ?? [];
  expect(path).toBe("/api/tasks");
  expect(init).toMatchObject({ method: "POST", body: '{"task":"Look"}' });
  expect(new Headers(init?.headers).get("idempotency-key")).toBe("a-key-of-this-wish");
});

it.each([
  ["pending", () => creation("pending"), 0, false, { is: "pending" }],
  ["created", () => creation("created", "t1"), 0, false, { is: "created", taskId: "t1" }],
  ["refused", () => creation("refused"), 0, false, { is: "refused" }],
  ["unconfirmed", () => creation("unconfirmed"), 0, false, { is: "lost" }],
  ["not known, and may come", () => error(404, "not_found"), 2_000, false, { is: "pending" }],
  ["not known any more", () => error(404, "not_found"), 11_000, false, { is: "not arrived" }],
  ["not known, though answered", () => error(404, "not_found"), 0, true, { is: "not arrived" }],
  ["signed out", () => error(401, "signed_out"), 0, false, { is: "locked out" }],
  ["out of order", () => error(503, "store_unavailable"), 0, false, { is: "unanswered" }],
  ["a page of a proxy", () => new Response("<h1>", { status: 404 }), 0, true, { is: "unanswered" }],
] as const)("of one that is %s", async (_, answer, agoMs, wasAnswered, standing) => {
  answered.mockImplementation(async () => answer());
  expect(await askAbout(wish(agoMs), wasAnswered)).toEqual(standing);
});

it("while nothing answers, nothing is concluded", async () => {
  answered.mockRejectedValue(new TypeError("Failed to fetch"));
  expect(await askAbout(wish(60_000), false)).toEqual({ is: "unanswered" });
});
