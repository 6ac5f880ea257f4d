/** Headers, word by word and all of them, per class of answer: one that is lost or added is told. */
import { address } from "../../support/addresses.ts";
import { METRICS_TOKEN, startDashboard } from "../../support/dashboard.ts";
import { figure } from "../../support/figures.ts";
import { headersOf } from "../../support/hardening/header-classes.ts";
import { type Answer, Client, send } from "../../support/http-client.ts";
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

const pagePolicy = (pictures: string, frames: string, reports: string) =>
  `${[
    "default-src 'none'",
    "script-src 'nonce-{nonce}' 'strict-dynamic'",
    "style-src 'self' 'nonce-{nonce}'",
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob: ${pictures}`,
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `frame-src ${frames}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ")}${reports}`;

const POLICY = {
  "content-security-policy": pagePolicy(
    "http://localhost:* http://127.0.0.1:*",
    `${PROVIDERS} ${LOOPBACK}`,
    "; report-uri {collector}",
  ),
};
const ROUTER = "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch";
const FONT =
  '</_next/static/media/geist_latin_wght_normal.woff2>; rel=preload; as="font"; crossorigin=""; nonce="{nonce}"; type="font/woff2"';
const STYLES = '</_next/static/chunks/{file}.css>; rel=preload; as="style"; nonce="{nonce}"';

const NO_PAGE = {
  ...EVERYWHERE,
  ...POLICY,
  vary: `${ROUTER}, Accept-Encoding`,
  "cache-control": "private, no-cache, no-store, max-age=0, must-revalidate",
  "content-type": "text/html; charset=utf-8",
};
const PAGE = { ...NO_PAGE, link: FONT };
const OWN_PAGE = { ...NO_PAGE, link: `${FONT}, ${STYLES}` };
const LINK_PAGE = { ...PAGE, "referrer-policy": "no-referrer" };

const DATA = {
  ...EVERYWHERE,
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  vary: ROUTER,
  "cache-control": "private, no-store",
};
const JSON_TYPE = { "content-type": "application/json" };
const BARE = { ...DATA, "x-now": "{x-now}", "x-request-id": "{x-request-id}" };
const API = { ...BARE, ...JSON_TYPE };
const FRESH = {
  etag: 'W/"{tag}"',
  "x-next-sample-at": "{x-next-sample-at}",
  "x-observed-at": "{x-observed-at}",
  "x-stale": "{x-stale}",
  "x-stale-reason": "{x-stale-reason}",
};
const ENDED = { ...FRESH, "x-next-sample-at": "" };
const REFUSED = {
  ...EVERYWHERE,
  ...JSON_TYPE,
  "cache-control": "private, no-store",
  vary: "Accept-Encoding",
};
const NO_METHOD = { ...EVERYWHERE, allow: "GET, HEAD", "cache-control": "no-store" };
const FILE = {
  ...EVERYWHERE,
  ...POLICY,
  "accept-ranges": "bytes",
  "last-modified": "{last-modified}",
};
const STATIC = { ...FILE, "cache-control": "public, max-age=31536000, immutable" };
const PUBLIC = { ...FILE, "cache-control": "public, max-age=0", vary: "Accept-Encoding" };
const PICTURE = {
  ...DATA,
  "cache-control": "public, max-age=15",
  "cross-origin-resource-policy": "cross-origin",
};
const GONE_COOKIE = { "set-cookie": "runboard=; Path=/; Max-Age=0; HttpOnly; SameSite=lax" };
const COOKIE = {
  "set-cookie": "runboard={seal}; Path=/; Expires={expires}; Max-Age=86400; HttpOnly; SameSite=lax",
};

type Class = [name: string, answer: () => Promise<Answer>, status: number, headers: object];

/** Sends all, and compares what came with what was to come, class by class. */
async function expectExactly(classes: Class[]): Promise<void> {
  const told: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const [name, ask, status, headers] of classes) {
    const answer = await ask();
    told[name] = { status: answer.status, ...headersOf(answer) };
    expected[name] = { status, ...headers };
  }
  expect(told).toEqual(expected);
}

test("each class of answer has these headers and no others", async ({ client, sandbox }) => {
  const run = { script: "completed", startedAgoMs: 60_000 };
  const { taskId, runIds } = await sandbox.addTask({ name: "Buy milk", runs: [run] });
  const path = `/api/tasks/${taskId}/runs/${runIds[0]}`;
  await expect.poll(async () => (await client.get(path)).json().state).toBe("completed");
  const { origin } = client;
  const stranger = new Client();
  const spent = new Client();
  spent.cookie = "runboard=x";
  const leaving = new Client();
  const html = (await stranger.get("/sign-in")).text;
  const built = (pattern: RegExp) => () => stranger.get(pattern.exec(html)?.[1] ?? "/none");
  const other = new URL(origin).port;
  const classes: Class[] = [
    ["a page", () => stranger.get("/sign-in"), 200, PAGE],
    ["a page, framed", () => stranger.get("/sign-in", { "sec-fetch-dest": "iframe" }), 200, PAGE],
    ["a page, its head alone", () => stranger.send("/sign-in", { method: "HEAD" }), 200, PAGE],
    ["a page of one's own", () => client.get("/tasks"), 200, OWN_PAGE],
    ["a shared page", () => stranger.get("/s/AAAAAAAAAAAA"), 200, LINK_PAGE],
    ["a page that asks", () => stranger.get("/a/AAAAAAAAAAAA"), 200, LINK_PAGE],
    ["no such page", () => stranger.get("/no-such-page"), 404, NO_PAGE],
    ["no such task", () => client.get("/tasks/none"), 404, OWN_PAGE],
    [
      "a page, signed out",
      () => stranger.get("/tasks"),
      307,
      { ...OWN_PAGE, location: "/sign-in?next=%2Ftasks" },
    ],
    ["the root", () => stranger.get("/"), 307, { ...OWN_PAGE, location: "/tasks" }],
    [
      "another spelling",
      () => stranger.get("/tasks?page=2", { host: `127.0.0.1:${other}` }),
      307,
      {
        ...DATA,
        location: `${origin}/tasks?page=2`,
        "x-middleware-rewrite": `${origin}/api/canonical/tasks?page=2`,
      },
    ],
    [
      "a slash too many",
      () => stranger.get("/tasks/"),
      308,
      { ...EVERYWHERE, location: "/tasks", refresh: "0;url=/tasks" },
    ],
    ["a page, written to", () => stranger.send("/tasks", { method: "POST" }), 405, NO_METHOD],
    ["another host", () => stranger.get("/tasks", { host: "evil.example" }), 421, REFUSED],
    ["no path", () => stranger.get("/%ff"), 400, REFUSED],
    ["the API", () => client.get("/api/session"), 200, API],
    ["the API, its head alone", () => client.send("/api/session", { method: "HEAD" }), 200, API],
    ["a list", () => client.get("/api/tasks"), 200, { ...API, ...FRESH }],
    ["an ended run", () => client.get(path), 200, { ...API, ...ENDED }],
    [
      "nothing new",
      async () =>
        client.get(path, { "if-none-match": String((await client.get(path)).headers.etag) }),
      304,
      { ...BARE, ...ENDED },
    ],
    ["a bad request", () => client.get("/api/tasks?page=0"), 400, API],
    ["signed out", () => stranger.get("/api/tasks"), 401, API],
    ["signed out, by the cookie", () => spent.get("/api/tasks"), 401, { ...API, ...GONE_COOKIE }],
    ["a foreign write", () => send(origin, "/api/session", { method: "DELETE" }), 403, API],
    ["nothing there", () => client.get("/api/no-such-thing"), 404, API],
    ["no such link", () => stranger.get("/api/shared/AAAAAAAAAAAA"), 404, API],
    ["no such method", () => client.send("/api/session", { method: "PUT" }), 405, DATA],
    [
      "which methods",
      () => client.send("/api/session", { method: "OPTIONS" }),
      204,
      { ...DATA, allow: "DELETE, GET, HEAD, OPTIONS, POST" },
    ],
    [
      "a download",
      () => client.get(`${path}/timeline?format=csv`),
      200,
      {
        ...API,
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="{name}-timeline.csv"',
      },
    ],
    ["the documented API", () => client.get("/api/v1/tasks"), 200, API],
    ["the documented API, signed out", () => stranger.get("/api/v1/tasks"), 401, API],
    ["nothing documented", () => client.get("/api/v1/none"), 404, API],
    ["the description", () => stranger.get("/api/v1/openapi.json"), 200, API],
    ["whether it lives", () => stranger.get("/api/healthz"), 200, { ...DATA, ...JSON_TYPE }],
    ["whether it is ready", () => stranger.get("/api/readyz"), 200, API],
    [
      "a badge",
      () => stranger.get("/b/AAAAAAAAAAAA.svg"),
      404,
      { ...PICTURE, "content-type": "image/svg+xml; charset=utf-8" },
    ],
    [
      "a card",
      () => stranger.get("/s/AAAAAAAAAAAA/card.png"),
      404,
      { ...PICTURE, "content-type": "image/png", "referrer-policy": "no-referrer" },
    ],
    [
      "a script",
      built(/src="(\/_next\/static\/[^"]+\.js)"/),
      200,
      {
        ...STATIC,
        "content-type": "application/javascript; charset=UTF-8",
        vary: "Accept-Encoding",
      },
    ],
    [
      "a style sheet",
      built(/href="(\/_next\/static\/[^"]+\.css)"/),
      200,
      { ...STATIC, "content-type": "text/css; charset=UTF-8", vary: "Accept-Encoding" },
    ],
    [
      "a font",
      built(/(\/_next\/static\/media\/[^">\\]+\.woff2)/),
      200,
      { ...STATIC, "content-type": "font/woff2" },
    ],
    [
      "metrics",
      () => stranger.get("/metrics", { authorization: `Bearer ${METRICS_TOKEN}` }),
      200,
      {
        ...BARE,
        "content-type": "text/plain; version=0.0.4; charset=utf-8",
        "content-disposition": 'attachment; filename="metrics.txt"',
      },
    ],
    ["metrics without their token", () => stranger.get("/metrics"), 401, API],
    [
      "no such script",
      () => stranger.get("/_next/static/none.js"),
      404,
      { ...NO_PAGE, "content-type": "text/plain; charset=utf-8", vary: "Accept-Encoding" },
    ],
    [
      "a file",
      () => stranger.get("/favicon.ico"),
      200,
      { ...PUBLIC, "content-type": "image/x-icon" },
    ],
    [
      "a picture",
      () => stranger.get("/favicon/running.svg"),
      200,
      { ...PUBLIC, "content-type": "image/svg+xml" },
    ],
    ["signing in", () => leaving.signIn(sandbox.key), 200, { ...API, ...COOKIE }],
    [
      "signing out",
      () => leaving.send("/api/session", { method: "DELETE" }),
      200,
      { ...API, ...GONE_COOKIE },
    ],
  ];
  await expectExactly(classes);
  figure(
    "headers",
    `${classes.length} classes of answer: each has its headers, word by word, and no others`,
  );
});

test("a deployment under https asks for it, and names its cookie for this host", {
  tag: "@full",
}, async ({ sandbox }) => {
  const upstreams = `sandbox=${address("sandbox")}/api/v1`;
  const env = { PUBLIC_ORIGIN: "https://runs.example" };
  const dashboard = await startDashboard({ name: "https", upstreams, env });
  try {
    const HSTS = { "strict-transport-security": "max-age=63072000; includeSubDomains" };
    const pictures = `http://${new URL(address("sandbox")).hostname}:*`;
    const policy = { "content-security-policy": pagePolicy(pictures, PROVIDERS, "") };
    const headers = { host: "runs.example", origin: env.PUBLIC_ORIGIN };
    const ask = (path: string, options: Parameters<typeof send>[2] = {}) =>
      send(dashboard.origin, path, { ...options, headers: { ...headers, ...options.headers } });
    const signIn = { method: "POST", body: { apiKey: sandbox.key, upstream: "sandbox" } };
    const cookie = COOKIE["set-cookie"]
      .replace("runboard", "__Host-runboard")
      .replace("; Http", "; Secure; Http");
    const classes: Class[] = [
      ["a page", () => ask("/sign-in"), 200, { ...PAGE, ...HSTS, ...policy }],
      ["the API", () => ask("/api/session"), 401, { ...API, ...HSTS }],
      [
        "signing in",
        () => ask("/api/session", signIn),
        200,
        { ...API, ...HSTS, "set-cookie": cookie },
      ],
      [
        "another host",
        () => ask("/", { headers: { host: "localhost" } }),
        421,
        { ...REFUSED, ...HSTS },
      ],
      [
        "a badge",
        () => ask("/b/AAAAAAAAAAAA.svg"),
        404,
        { ...PICTURE, ...HSTS, "content-type": "image/svg+xml; charset=utf-8" },
      ],
      [
        "a file",
        () => ask("/favicon.ico"),
        200,
        { ...PUBLIC, ...HSTS, ...policy, "content-type": "image/x-icon" },
      ],
    ];
    await expectExactly(classes);
    figure(
      "headers",
      `${classes.length} classes under https: HSTS on each, __Host- and Secure on the cookie`,
    );
  } finally {
    await dashboard.stop();
  }
});

test("every script and style of a page has the nonce of its own policy, and each page another", async ({
  client,
}) => {
  const nonces: string[] = [];
  for (const path of ["/sign-in", "/tasks", "/tasks/none/runs/latest", "/no-such-page"]) {
    const answer = await (path === "/sign-in" ? new Client() : client).get(path);
    const policy = String(answer.headers["content-security-policy"]);
    const nonce = /'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy)?.[1] ?? "";
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
