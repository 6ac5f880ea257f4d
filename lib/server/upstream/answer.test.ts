import { describe, expect, test } from "vitest";
import { withoutUnseen } from "@/lib/contract/upstream";
import { AppError } from "@/lib/server/errors";
import { readAnswer, retryAfterMs } from "@/lib/server/upstream/answer";

const KEY = "key-1234567890";
const NOW = Date.parse("2026-01-01T00:00:00Z");
const read = (status: number, body: string, retryAfter: string | null = null) =>
  readAnswer({ status, body, retryAfter, date: null }, KEY, NOW);
const failureOf = (status: number, body: string): AppError => {
  try {
    read(status, body);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("it was accepted");
};

const said = (error: string) => JSON.stringify({ success: false, error });
const HTML = "<!DOCTYPE html><pre>Cannot GET /x<br> at /usr/app/index.js</pre>";

describe("an answer", () => {
  test.each([
    [200, said("Invalid API key"), "key_rejected"],
    [200, said("API key is required"), "key_rejected"],
    [401, said("Invalid API key"), "key_rejected"],
    [401, HTML, "key_rejected"],
    [200, said("connect ECONNREFUSED 127.0.0.1:5432"), "upstream_error"],
    [500, said("boom"), "upstream_error"],
    [400, said("bad"), "upstream_error"],
    [403, said("not yours"), "not_found"],
    [404, said("no such task"), "not_found"],
    [404, HTML, "not_found"],
    [429, said("slow down"), "rate_limited"],
    [200, HTML, "upstream_error"],
    [200, "", "upstream_error"],
    [204, "", "upstream_error"],
    [200, "null", "upstream_error"],
    [200, "[]", "upstream_error"],
    [200, "{}", "upstream_error"],
    [200, '{"success":"true","data":{}}', "upstream_error"],
    [200, '{"success":true,"data":', "upstream_error"],
    [301, "", "upstream_error"],
    [302, '{"success":true,"data":"ok"}', "upstream_error"],
    [304, "", "upstream_error"],
    [500, '{"success":true,"data":"ok"}', "upstream_error"],
    [200, `${'{"success":true,"data":'}${"[".repeat(100)}${"]".repeat(100)}}`, "upstream_error"],
    [200, "[".repeat(200_000), "upstream_error"],
  ])("%i %s is %s", (status, body, code) => {
    expect(failureOf(status, body).code).toBe(code);
  });

  test("of success gives its data and its total, a number even when it comes as text", () => {
    expect(read(200, '{"success":true,"data":[1],"total":"106"}')).toMatchObject({
      data: [1],
      total: 106,
    });
  });

  test("cannot bring a prototype along", () => {
    const envelope = read(200, '{"success":true,"data":{"__proto__":{"polluted":true},"a":1}}');
    expect(envelope.data).toEqual({ a: 1 });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("never puts the server's words, or the key, into what people are told", () => {
    const error = failureOf(200, said(`select * from keys where key = '${KEY}' at 10.0.0.7`));
    expect(error.message).not.toMatch(/select|10\.0\.0\.7/);
    expect(String((error.cause as Error).message)).not.toContain(KEY);
  });
});

const escaped = [...KEY].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

test.each([
  ["as it is", `"${KEY}"`],
  ["in escapes", `"${escaped.join("")}"`],
  ["within other text", `"<a href='/?k=${KEY}'>"`],
  ["as a name", `{"${KEY}":1}`],
  ["as a name, in escapes", `{"${escaped.join("")}":1}`],
  ["with a NUL within", `"${KEY.slice(0, 5)}\\u0000${KEY.slice(5)}"`],
  ["with a sign that turns text within", `"${KEY.slice(0, 5)}\u202e${KEY.slice(5)}"`],
  ["with a blank of no width within", `"${KEY.slice(0, 5)}\u200b${KEY.slice(5)}"`],
  ["deep down", `[[{"a":["x","${KEY}"]}]]`],
])("a key that the server echoes %s goes no further", (_name, value) => {
  const { data } = read(200, `{"success":true,"data":{"echo":${value}}}`);
  expect(withoutUnseen(JSON.stringify(data))).not.toContain(KEY);
});

test("a key with signs of its own is found as addresses spell it", () => {
  const key = "a/b+c=d&e-f#1";
  const body = JSON.stringify({ success: true, data: [key, encodeURIComponent(key), "other"] });
  const answer = { status: 200, body, retryAfter: null, date: null };
  expect(readAnswer(answer, key, NOW).data).toEqual(["…", "…", "other"]);
});

test.each([
  ["5", 5_000],
  ["0", 0],
  ["99999999", 600_000],
  ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
  ["Thu, 01 Jan 2025 00:00:30 GMT", 0],
  ["soon", null],
  ["-3", null],
  ["", null],
  [null, null],
])("Retry-After %j is %j ms", (header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});
