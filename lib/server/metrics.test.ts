import { afterEach, describe, expect, it, vi } from "vitest";

const TOKEN = "0123456789-abcdefghij-ABCDEFGHIJ";

/** The module as a process with these settings has it. */
async function load(token: string) {
  vi.resetModules();
  vi.stubEnv("METRICS_TOKEN", token);
  return import("@/lib/server/metrics");
}

afterEach(() => {
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, "runboardMetrics");
});

describe("metrics", () => {
  it("are not counted without METRICS_TOKEN", async () => {
    const { countError, metrics } = await load("");
    countError("internal");
    expect(metrics()).toBeNull();
  });

  it("count errors by code", async () => {
    const { countError, metrics } = await load(TOKEN);
    countError("internal");
    countError("internal");
    expect(await metrics()?.registry.metrics()).toContain(
      'runboard_errors_total{code="internal"} 2',
    );
  });

  it("count a viewer once, however often they ask", async () => {
    const { countViewer, metrics } = await load(TOKEN);
    countViewer("link", "one");
    countViewer("link", "one");
    countViewer("session", "two");
    const text = await metrics()?.registry.metrics();
    expect(text).toContain('runboard_viewers{by="link"} 1');
    expect(text).toContain('runboard_viewers{by="session"} 1');
    expect(text).toContain('runboard_viewers{by="key"} 0');
  });

  it("time work that fails too, and pass its failure on", async () => {
    const { timed } = await load(TOKEN);
    const thrown = new Error("no");
    const noted: unknown[] = [];
    const work = timed(
      () => Promise.reject(thrown),
      (seconds, failure) => noted.push(seconds >= 0, failure),
    );
    await expect(work).rejects.toBe(thrown);
    expect(noted).toEqual([true, thrown]);
  });
});
