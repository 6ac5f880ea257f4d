/** Headers, word by word, per class of answer. */
import type { IncomingHttpHeaders } from "node:http";
import { address } from "../../support/addresses.ts";
import { Client, send } from "../../support/http-client.ts";
import { expect, test } from "../../support/test.ts";

const EVERYWHERE = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "x-robots-tag": "noindex, nofollow",
};

const LOOPBACK =
  "http://localhost:* https://localhost:* http://*.localhost:* https://*.localhost:* " +
  "http://127.0.0.1:* https://127.0.0.1:*";
const PROVIDERS =
  "https://api.steel.dev https://app.steel.dev https://app.hyperbrowser.ai https://www.browserbase.com";

const policyFor = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob: http://localhost:* http://127.0.0.1:*",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `frame-src ${PROVIDERS} ${LOOPBACK}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

const nonceOf = (headers: IncomingHttpHeaders) =>
  /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "";

test("pages carry the whole policy, with a nonce of their own on every script", async ({
  client,
}) => {
  const nonces: string[] = [];
  for (const path of ["/sign-in", "/tasks", "/tasks/none/runs/latest", "/no-such-page"]) {
    const stranger = path === "/sign-in" ? new Client() : client;
    const answer = await stranger.get(path);
    const nonce = nonceOf(answer.headers);
    expect(nonce, path).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(answer.headers["content-security-policy"], path).toBe(policyFor(nonce));
    expect(answer.headers, path).toMatchObject(EVERYWHERE);
    expect(answer.headers["cache-control"], path).toContain("no-store");
    const scripts = answer.text.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length, path).toBeGreaterThan(0);
    for (const script of scripts) {
      const isData = /type="application\/(ld\+)?json"/.test(script);
      if (!isData) expect(script, path).toContain(`nonce="${nonce}"`);
    }
    expect(answer.text.match(/<style\b(?![^>]*nonce=)/g), path).toBeNull();
    nonces.push(nonce);
  }
  expect(new Set(nonces).size).toBe(nonces.length);
});

const answers: [string, string, number][] = [
  ["an answer of the API", "/api/session", 200],
  ["a list", "/api/tasks", 200],
  ["a refused request", "/api/tasks?page=0", 400],
  ["something unknown", "/api/no-such-thing", 404],
  ["a health check", "/api/healthz", 200],
  ["the documented API", "/api/v1/task/none/run/status", 404],
];
for (const [name, path, status] of answers) {
  test(`${name} is kept by nobody and framed by nobody`, async ({ client }) => {
    const answer = await client.get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(EVERYWHERE);
    expect(answer.headers["cache-control"]).toMatch(/^(private, )?no-store$/);
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
    expect(answer.headers["x-powered-by"]).toBeUndefined();
    expect(answer.headers["content-security-policy"]).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
    expect(answer.headers["strict-transport-security"]).toBeUndefined();
  });
}

test("answers of the API carry the server's clock and an id of the request", async ({ client }) => {
  const first = await client.get("/api/session");
  expect(Math.abs(Date.parse(String(first.headers["x-now"])) - Date.now())).toBeLessThan(5_000);
  const second = await client.get("/api/session");
  expect(first.headers["x-request-id"]).toMatch(/^[\w-]{8,}$/);
  expect(first.headers["x-request-id"]).not.toBe(second.headers["x-request-id"]);
  const refused = await client.get("/api/tasks?page=0");
  expect(refused.json()).toMatchObject({
    error: { requestId: refused.headers["x-request-id"] },
  });
});

test("static files of the build are served as what they are", async ({ client }) => {
  const { text } = await client.get("/sign-in");
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(text)?.[1] ?? "";
  const answer = await send(address("dashboard"), script);
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toMatch(/javascript/);
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
});

test("the sign-in page can be prefetched by nobody into another site's frame", async () => {
  const answer = await new Client().get("/sign-in", { "sec-fetch-dest": "iframe" });
  expect(answer.headers["x-frame-options"]).toBe("DENY");
  expect(answer.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
});
