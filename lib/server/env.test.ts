import { beforeEach, describe, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllEnvs();
});

async function envWith(settings: Record<string, string>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return (await import("@/lib/server/env")).env();
}

const GOOD = "v3ry-l0ng-and-rand0m-looking-text-0123456789";

describe("settings", () => {
  test("are all optional", async () => {
    const env = await envWith({ PORT: "", BROWSERABLE_UPSTREAMS: "" });
    expect(env.publicOrigin).toBe("http://localhost:3000");
    expect(env.upstreams.map((upstream) => upstream.name)).toEqual(["local", "cloud"]);
  });

  test("name the servers in order, without a trailing slash", async () => {
    const env = await envWith({
      BROWSERABLE_UPSTREAMS: "a=http://localhost:1/api/v1/, b=https://b.example",
    });
    expect(env.upstreams).toEqual([
      { name: "a", url: "http://localhost:1/api/v1" },
      { name: "b", url: "https://b.example" },
    ]);
  });

  test.each([
    ["BROWSERABLE_UPSTREAMS", "http://localhost"],
    ["BROWSERABLE_UPSTREAMS", "a=ftp://x"],
    ["PUBLIC_ORIGIN", "https://x.example/path"],
    ["PUBLIC_ORIGIN", "x"],
    ["PUBLIC_ORIGIN", "http://runs.example"],
    ["PORT", "seventy"],
    ["LIVE_VIEW_ORIGINS", "https://a.example/x"],
    ["SESSION_PASSWORDS", "{"],
    ["SESSION_PASSWORDS", '{"1":"short"}'],
    ["SESSION_PASSWORDS", `{"1":"${"x".repeat(40)}"}`],
    ["SESSION_PASSWORDS", `{"one":"${GOOD}"}`],
    ["SESSION_PASSWORDS", "{}"],
    ["OWNER_SECRET", "changeme-changeme-changeme-changeme"],
    ["RATE_LIMITS", '{"typo":1}'],
    ["RATE_LIMITS", "x"],
    ["QUIET_AFTER_SECONDS", "0"],
    ["TRUSTED_PROXY_HOPS", "-1"],
    ["LOG_LEVEL", "loud"],
    ["DATABASE_URL", "postgres://x"],
    ["DATABASE_URL", "postgres://x/"],
    ["DATABASE_URL", "mysql://x/runboard"],
    ["DATABASE_URL", "runboard"],
    ["RETENTION_DAYS", "0"],
    ["RETENTION_DAYS", "3651"],
    ["RETENTION_DAYS", "1.5"],
    ["DEMO_API_KEY", "short"],
    ["DEMO_NOTICE", "x".repeat(301)],
    ["DEMO_SUGGESTIONS", "Look"],
    ["DEMO_SUGGESTIONS", '"Look"'],
    ["DEMO_SUGGESTIONS", "[1]"],
    ["DEMO_SUGGESTIONS", '["Look"," "]'],
    ["DEMO_SUGGESTIONS", JSON.stringify(["x".repeat(201)])],
    ["DEMO_SUGGESTIONS", JSON.stringify(Array(7).fill("Look"))],
  ])("%s=%s is refused in one sentence that names it", async (name, value) => {
    await expect(envWith({ [name]: value })).rejects.toThrow(
      new RegExp(`^Runboard cannot start: ${name} .+\\.$`, "s"),
    );
  });

  test("a database address that is refused does not give its password away", async () => {
    const settings = { DATABASE_URL: "postgrse://runboard:s3cret-pass@db.example/runboard" };
    await expect(envWith(settings)).rejects.toThrow(/^(?!.*s3cret-pass)/s);
  });

  test("a database that instances share needs secrets that they share", async () => {
    const DATABASE_URL = "postgresql://runboard:pass@db.example:5433/runboard?sslmode=verify-full";
    const SESSION_PASSWORDS = JSON.stringify({ 1: GOOD });
    await expect(envWith({ DATABASE_URL, SESSION_PASSWORDS })).rejects.toThrow("OWNER_SECRET");
    vi.resetModules();
    const env = await envWith({ DATABASE_URL, SESSION_PASSWORDS, OWNER_SECRET: GOOD });
    expect(env.databaseUrl).toBe(DATABASE_URL);
  });

  test("what was recorded is kept for 30 days unless told otherwise", async () => {
    expect((await envWith({})).retentionMs).toBe(30 * 86_400_000);
    vi.resetModules();
    expect((await envWith({ RETENTION_DAYS: "1" })).retentionMs).toBe(86_400_000);
  });

  test("a demo key is for loopback only", async () => {
    const settings = { DEMO_API_KEY: "demo-key-runboard", PUBLIC_ORIGIN: "https://runs.example" };
    await expect(envWith(settings)).rejects.toThrow("loopback");
  });

  test.each([
    ["DEMO_NOTICE", "Runs are replayed."],
    ["DEMO_SUGGESTIONS", '["Look"]'],
  ])("%s needs a demo key", async (name, value) => {
    await expect(envWith({ [name]: value })).rejects.toThrow(/cannot start: .*need DEMO_API_KEY/);
    vi.resetModules();
    const env = await envWith({ [name]: value, DEMO_API_KEY: "demo-key-runboard" });
    expect([env.demoNotice, ...env.demoSuggestions]).toContain(
      name === "DEMO_NOTICE" ? value : "Look",
    );
  });

  test("a demo says nothing and suggests nothing unless told to", async () => {
    const env = await envWith({ DEMO_API_KEY: "demo-key-runboard", DEMO_NOTICE: " " });
    expect([env.demoNotice, env.demoSuggestions]).toEqual([null, []]);
  });
});
