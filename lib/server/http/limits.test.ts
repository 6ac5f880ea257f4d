import { expect, test, vi } from "vitest";
import { AppError } from "@/lib/server/errors";
import { countWrongKey } from "@/lib/server/http/limits";

vi.stubEnv("RATE_LIMITS", '{"signInPerClient":3}');

const outcomes = async (client: string, checks: (() => Promise<void>)[]) =>
  (await Promise.allSettled(checks.map((check) => countWrongKey(client, check)))).map((outcome) =>
    outcome.status === "rejected" ? String((outcome.reason as AppError).code) : "ok",
  );

test("wrong keys tried side by side are held to the limit before they are checked", async () => {
  const check = vi.fn(async () => {
    throw new AppError("key_rejected");
  });
  const told = await outcomes(
    "a",
    Array.from({ length: 8 }, () => check),
  );
  expect(check).toHaveBeenCalledTimes(3);
  expect(told.filter((code) => code === "rate_limited")).toHaveLength(5);
});

test("keys that are accepted, or cannot be checked, do not count", async () => {
  const good = async () => undefined;
  const unknown = async () => {
    throw new AppError("upstream_unreachable");
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    expect(await outcomes("b", [good, unknown])).toEqual(["ok", "upstream_unreachable"]);
  }
});

test("attempts that were refused lock nobody out once those before them are checked", async () => {
  const good = async () => undefined;
  const first = await outcomes(
    "c",
    Array.from({ length: 10 }, () => good),
  );
  expect(first.filter((code) => code === "ok")).toHaveLength(3);
  expect(await outcomes("c", [good, good, good])).toEqual(["ok", "ok", "ok"]);
});
