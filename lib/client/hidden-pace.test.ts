import { expect, it } from "vitest";
import { ApiError, type ApiErrorCode } from "./api-error.ts";
import { hiddenPaceMs } from "./hidden-pace.ts";

const failed = (status: number, code: ApiErrorCode, retryAfterMs: number | null = null) =>
  new ApiError({ status, code, message: "Told", retryAfterMs });

it.each([
  ["a little after SWR would", 15_000, undefined, 18_000],
  ["not once SWR reads no more", 0, undefined, 0],
  ["also after a failure that may pass", 15_000, failed(0, "no_answer"), 18_000],
  ["no sooner than the server asks", 15_000, failed(429, "rate_limited", 60_000), 63_000],
  ["no later than usual when that is soon", 15_000, failed(429, "rate_limited", 2_000), 18_000],
  ["not after the session has ended", 15_000, failed(401, "signed_out"), 0],
  ["not after the key was rejected", 15_000, failed(401, "key_rejected"), 0],
  ["not for what does not exist", 15_000, failed(404, "not_found"), 0],
] as const)("a tab in the background reads %s", (_name, intervalMs, error, ms) => {
  expect(hiddenPaceMs(intervalMs, error)).toBe(ms);
});
