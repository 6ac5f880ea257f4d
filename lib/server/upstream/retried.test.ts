import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import { AppError } from "@/lib/server/errors";
import type { HttpRequest } from "@/lib/server/upstream/transport";
import { retried } from "@/lib/server/upstream/retried";

const ASKED: HttpRequest = {
  method: "GET",
  url: "http://away/api/v1/check",
  apiKey: "a-key-of-mine",
  maxBytes: 1_000,
  timeoutMs: 10_000,
  isTriedAgain: true,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Counts the calls that reach a server, which is away, answers late, or answers. */
function world() {
  let failure: AppError | null = new AppError("upstream_unreachable");
  const seen: HttpRequest[] = [];
  const transport = retried(async (request) => {
    seen.push(request);
    if (failure) throw failure;
    return { status: 200, body: "", retryAfter: null, date: null };
  }, new FakeClock());
  return {
    fail: (code: ConstructorParameters<typeof AppError>[0] | null) => {
      failure = code && new AppError(code);
    },
    /** @returns how many calls so many requests became */
    ask: async (count: number, request: Partial<HttpRequest> = {}) => {
      const before = seen.length;
      for (let left = count; left > 0; left -= 1) {
        const done = transport({ ...ASKED, ...request }).catch(() => null);
        await vi.runAllTimersAsync();
        await done;
      }
      return seen.length - before;
    },
  };
}

test("what no answer came to is tried twice more; an outage brings four calls more in all", async () => {
  const { ask, fail } = world();
  expect(await ask(1)).toBe(3);
  expect(await ask(100)).toBe(102);
  fail(null);
  expect(await ask(20)).toBe(20);
  fail("upstream_unreachable");
  expect(await ask(1)).toBe(3);
  expect(await ask(100, { url: "http://another/api/v1/check" })).toBe(104);
});

test("what changes something is sent once, and so is what does not wish for more", async () => {
  const { ask } = world();
  expect(await ask(5, { method: "POST" })).toBe(5);
  expect(await ask(5, { isTriedAgain: false })).toBe(5);
});

test.each(["upstream_timeout", "upstream_error", "key_rejected"] as const)(
  "what failed with %s is asked once",
  async (code) => {
    const { ask, fail } = world();
    fail(code);
    expect(await ask(5)).toBe(5);
  },
);
