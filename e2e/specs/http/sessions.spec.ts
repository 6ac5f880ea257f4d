/** Signing in and out, seen from the wire. */
import { Client } from "../../support/http-client.ts";
import { expect, test } from "../../support/test.ts";

const errorOf = (json: Record<string, unknown>) => json.error as Record<string, unknown>;

test.describe("signing in", () => {
  for (const dialect of ["stock", "documented"] as const) {
    test.describe(`at a server that speaks as ${dialect}`, () => {
      test.use({ dialect });

      test("answers with the name of the server and the last four characters of the key", async ({
        sandbox,
      }) => {
        const answer = await new Client().signIn(sandbox.key);
        expect(answer.status).toBe(200);
        expect(answer.json()).toEqual({
          signedIn: true,
          keyHint: sandbox.key.slice(-4),
          upstream: "sandbox",
        });
        expect(answer.text).not.toContain(sandbox.key);
      });

      test("with a wrong key is refused as key_rejected and sets no session", async ({
        sandbox,
      }) => {
        await sandbox.revoke();
        const client = new Client();
        const answer = await client.signIn(sandbox.key);
        expect(answer.status).toBe(401);
        expect(errorOf(answer.json())).toMatchObject({ code: "key_rejected" });
        expect(client.cookie).toBeNull();
      });
    });
  }

  test("sets one cookie that no script can read and no other site can send along", async ({
    sandbox,
  }) => {
    const answer = await new Client().signIn(sandbox.key);
    const cookies = answer.headers["set-cookie"] ?? [];
    expect(cookies).toHaveLength(1);
    const [pair, ...attributes] = (cookies[0] ?? "").split("; ");
    expect(pair).toMatch(/^runboard=Fe26\.2/);
    const lowered = attributes.map((attribute) => attribute.toLowerCase());
    expect(lowered).toEqual(expect.arrayContaining(["httponly", "samesite=lax", "path=/"]));
    expect(lowered.some((attribute) => attribute.startsWith("domain"))).toBe(false);
  });

  const failures: [string, string, Record<string, unknown>, string, number][] = [
    ["of a server nobody listens on", "broken", {}, "upstream_unreachable", 502],
    [
      "while the server's database is down",
      "sandbox",
      { kind: "failure", text: "connect ECONNREFUSED 127.0.0.1:5432" },
      "upstream_error",
      502,
    ],
    ["while the server answers HTML", "sandbox", { kind: "html" }, "upstream_error", 502],
    [
      "where no Browserable server answers",
      "sandbox",
      { kind: "status", code: 404, type: "html" },
      "upstream_error",
      502,
    ],
    ["while the server asks for patience", "sandbox", { kind: "rateLimited" }, "rate_limited", 429],
    ["while the server sends elsewhere", "sandbox", { kind: "redirect" }, "upstream_error", 502],
    ["while connections are reset", "sandbox", { kind: "reset" }, "upstream_unreachable", 502],
  ];
  for (const [name, upstream, fault, code, status] of failures) {
    test(`${name} is ${code}, in our own words`, async ({ sandbox }) => {
      if (fault.kind) {
        await sandbox.setFaults({ endpoint: "check", kind: String(fault.kind), ...fault });
      }
      const answer = await new Client().signIn(sandbox.key, upstream);
      expect(answer.status, answer.text).toBe(status);
      expect(errorOf(answer.json())).toMatchObject({ code });
      expect(answer.text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|5432/);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    });
  }

  const malformed: [string, unknown][] = [
    ["a key that is too short", { apiKey: "short" }],
    ["a key with a line break", { apiKey: "abcd1234\r\nx-evil: 1" }],
    ["a key that is no text", { apiKey: 12_345_678 }],
    ["no key", {}],
    ["a server nobody configured", { apiKey: "abcd-1234-efgh", upstream: "elsewhere" }],
    ["an address in place of a server's name", { apiKey: "abcd-1234", upstream: "http://x/" }],
    ["more than was asked for", { apiKey: "abcd-1234-efgh", admin: true }],
    ["a list", []],
    ["half a document", '{"apiKey":'],
  ];
  for (const [name, body] of malformed) {
    test(`with ${name} is bad_request`, async () => {
      const answer = await new Client().send("/api/session", {
        method: "POST",
        body,
        headers: { "content-type": "application/json" },
      });
      expect(answer.status).toBe(400);
      expect(errorOf(answer.json())).toMatchObject({ code: "bad_request" });
    });
  }
});

test("a session tells who is signed in, and only that", async ({ client, sandbox }) => {
  const answer = await client.get("/api/session");
  expect(answer.json()).toEqual({
    signedIn: true,
    keyHint: sandbox.key.slice(-4),
    upstream: "sandbox",
  });
});

test("signing out ends every copy of the cookie at once", async ({ client }) => {
  const copy = new Client();
  copy.cookie = client.cookie;
  expect((await copy.get("/api/session")).status).toBe(200);
  const out = await client.send("/api/session", { method: "DELETE" });
  expect(out.status).toBeLessThan(300);
  expect(out.headers["set-cookie"]?.[0]).toMatch(/^runboard=;|Max-Age=0/i);
  for (const path of ["/api/session", "/api/tasks", "/api/v1/task/t/run/status"]) {
    expect((await copy.get(path)).status, path).toBe(401);
  }
});

test("signing out twice, or without a session, does no harm", async ({ client }) => {
  await client.send("/api/session", { method: "DELETE" });
  const again = await client.send("/api/session", { method: "DELETE" });
  expect([200, 204, 401]).toContain(again.status);
});

test("a changed, cut or empty cookie means signed out, and is taken away", async ({ client }) => {
  const [name = "", sealed = ""] = (client.cookie ?? "").split(/=(.*)/s);
  const changed = sealed.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  for (const value of ["", "%00", "Fe26.2**", sealed.slice(0, -1), changed, "a".repeat(4_000)]) {
    const forger = new Client();
    forger.cookie = `${name}=${value}`;
    const answer = await forger.get("/api/session");
    expect(answer.status, value).toBe(401);
    expect(answer.headers["set-cookie"]?.[0], value).toMatch(/^runboard=;.*Max-Age=0/i);
  }
});

test("a key that stops working ends the session and says so", async ({ client, sandbox }) => {
  const { taskId } = await sandbox.addTask({ name: "Watched", runs: [{ script: "running" }] });
  expect((await client.get(`/api/tasks/${taskId}/runs/latest`)).status).toBe(200);
  await sandbox.revoke();
  await expect
    .poll(async () => (await client.get(`/api/tasks/${taskId}/runs/latest`)).status, {
      timeout: 20_000,
    })
    .toBe(401);
  expect((await client.get("/api/session")).status).toBe(401);
});
