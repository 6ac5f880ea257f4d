/** What a request must look like before anything is done with it. */
import { connect } from "node:net";
import { address } from "../../support/addresses.ts";
import { Client, send } from "../../support/http-client.ts";
import { expect, test } from "../../support/test.ts";

const codeOf = (text: string): unknown =>
  (JSON.parse(text) as { error?: { code?: unknown } }).error?.code;
const KEY = "abcd-1234-efgh-5678";
const signInBody = JSON.stringify({ apiKey: KEY, upstream: "broken" });
const JSON_TYPE = { "content-type": "application/json" };

/** Signs in with exactly these headers; the upstream is one that nobody listens on. */
const post = (headers: Record<string, string>, body = signInBody) =>
  send(address("dashboard"), "/api/session", { method: "POST", body, headers });

test.describe("a write", () => {
  // Passing the door means that the upstream was asked, which nobody answers for.
  const passed = { status: 502, code: "upstream_unreachable" };
  const refused = { status: 403, code: "forbidden_origin" };
  const cases: [string, () => Record<string, string>, { status: number; code: string }][] = [
    ["from our own page", () => ({ "sec-fetch-site": "same-origin" }), passed],
    ["from a sibling site", () => ({ "sec-fetch-site": "same-site" }), refused],
    ["from another site", () => ({ "sec-fetch-site": "cross-site" }), refused],
    ["typed into the address bar", () => ({ "sec-fetch-site": "none" }), refused],
    ["with our origin", () => ({ origin: address("dashboard") }), passed],
    ["with another origin", () => ({ origin: "https://evil.example" }), refused],
    ["with our host on another port", () => ({ origin: "http://localhost:1" }), refused],
    ["with the origin null", () => ({ origin: "null" }), refused],
    ["without any word of its origin", () => ({}), refused],
    [
      "from another site, with our origin forged",
      () => ({ origin: address("dashboard"), "sec-fetch-site": "cross-site" }),
      refused,
    ],
  ];
  for (const [name, headers, expected] of cases) {
    test(`${name} is ${expected.code}`, async () => {
      const answer = await post({ ...JSON_TYPE, ...headers() });
      expect(answer.status, answer.text).toBe(expected.status);
      expect(codeOf(answer.text)).toBe(expected.code);
    });
  }

  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "text/json",
    "",
  ]) {
    test(`with the content type "${type}" is wrong_content_type`, async () => {
      const answer = await post({ origin: address("dashboard"), "content-type": type });
      expect(answer.status, answer.text).toBe(415);
      expect(codeOf(answer.text)).toBe("wrong_content_type");
    });
  }

  test("whose body nobody reads is held to the same rules, and changes nothing", async ({
    client,
  }) => {
    const signOut = (type: string, body: string) =>
      client.send("/api/session", { method: "DELETE", body, headers: { "content-type": type } });
    expect(codeOf((await signOut("text/plain", "x")).text)).toBe("wrong_content_type");
    const long = JSON.stringify({ padding: "x".repeat(70_000) });
    expect(codeOf((await signOut("application/json", long)).text)).toBe("too_large");
    expect((await client.get("/api/session")).status).toBe(200);
    expect((await signOut("application/json", "{}")).status).toBe(200);
  });

  test("of more than 64 kB is too_large, with and without a stated length", async () => {
    const body = JSON.stringify({ apiKey: KEY, padding: "x".repeat(70_000) });
    const stated = await post({ ...JSON_TYPE, origin: address("dashboard") }, body);
    expect(stated.status).toBe(413);
    expect(codeOf(stated.text)).toBe("too_large");
    const chunked = await fetch(`${address("dashboard")}/api/session`, {
      method: "POST",
      headers: { ...JSON_TYPE, origin: address("dashboard") },
      body: new Blob([body]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(chunked.status).toBe(413);
  });
});

test.describe("the address asked for", () => {
  for (const host of ["evil.example", "localhost.evil.example", "localhost:1", "user@localhost"]) {
    test(`as ${host} is wrong_host`, async () => {
      const answer = await send(address("dashboard"), "/api/session", { headers: { host } });
      expect(answer.status, answer.text).toBe(421);
      expect(codeOf(answer.text)).toBe("wrong_host");
    });
  }

  test("does not matter to the health checks", async () => {
    for (const path of ["/api/healthz", "/api/readyz"]) {
      const answer = await send(address("dashboard"), path, { headers: { host: "10.0.0.7:3000" } });
      expect(answer.status, path).toBe(200);
    }
  });

  test("under every spelling of loopback is ours", async () => {
    const { port } = new URL(address("dashboard"));
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      const answer = await send(address("dashboard"), "/api/session", { headers: { host } });
      expect(answer.status, host).toBe(401);
    }
  });

  test("under another spelling goes to the proper one, whatever scheme it is said to have come by", async () => {
    const { port } = new URL(address("dashboard"));
    const host = `127.0.0.1:${port}`;
    for (const forwarded of ["https", "https, http", "ftp"]) {
      const headers = { host, "x-forwarded-proto": forwarded, "x-forwarded-host": "evil.example" };
      const answer = await send(address("dashboard"), "/tasks", { headers });
      expect(answer.status, forwarded).toBe(307);
      expect(answer.headers.location).toBe(`${address("dashboard")}/tasks`);
    }
  });

  for (const path of ["/%ff", "/tasks/%ff", "/api/tasks/%ff/runs", "/%", "/api/%c0%af"]) {
    test(`as ${path}, which does not decode, is 400`, async () => {
      const answer = await send(address("dashboard"), path);
      expect(answer.status, answer.text.slice(0, 200)).toBe(400);
    });
  }
});

test("methods nobody offers are refused and change nothing", async ({ client }) => {
  for (const [method, path] of [
    ["PUT", "/api/session"],
    ["PATCH", "/api/session"],
    ["DELETE", "/api/tasks"],
    ["POST", "/api/tasks/t1/runs/latest"],
    ["PUT", "/api/tasks/t1/runs"],
  ] as const) {
    const answer = await client.send(path, { method });
    expect([404, 405], `${method} ${path}: ${answer.status}`).toContain(answer.status);
  }
  expect((await client.get("/api/session")).status).toBe(200);
});

/** The status and headers of an answer to exactly this text. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(address("dashboard"));
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on("data", (chunk) => {
      answer += String(chunk);
    });
    socket.on("end", () => resolve(answer.split("\r\n\r\n")[0] ?? ""));
    socket.on("error", reject);
  });
}

for (const [name, line, status] of [
  ["TRACE", "TRACE /tasks HTTP/1.1", 405],
  ["TRACE of the API", "TRACE /api/session HTTP/1.1", 405],
  ["the whole server as a target", "OPTIONS * HTTP/1.1", 400],
  ["no path at all", "GET * HTTP/1.1", 400],
  ["another server as a target", "GET http://evil.example/tasks HTTP/1.1", 400],
  ["the framework's own error page", "GET /_global-error HTTP/1.1", 404],
  [
    "another protocol",
    "GET /api/healthz HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c",
    200,
  ],
  [
    "another protocol where nothing is",
    "GET /none HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: x",
    404,
  ],
  ["another scheme before us", "GET /sign-in HTTP/1.1\r\nX-Forwarded-Proto: https", 200],
] as const) {
  test(`${name} is answered ${status}, with the headers of every answer`, async () => {
    const { host } = new URL(address("dashboard"));
    const head = await raw(
      `${line}\r\nHost: ${host}\r\nX-Runboard-Refuse: no\r\nConnection: close\r\n\r\n`,
    );
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain("x-content-type-options: nosniff");
    expect(head.toLowerCase()).toContain("x-frame-options: deny");
    expect(head.toLowerCase()).not.toContain("location:");
  });
}

test("headers that steer the framework from inside are ignored", async () => {
  const client = new Client();
  const steering: Record<string, string>[] = [
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-middleware-rewrite": "/tasks" },
    { "x-middleware-override-headers": "cookie" },
    { "x-nonce": "forged" },
    { "x-runboard-refuse": "method" },
    { "content-security-policy": "script-src 'nonce-forged'" },
  ];
  for (const headers of steering) {
    const answer = await client.get("/sign-in", headers);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain("forged");
    expect(answer.headers["content-security-policy"]).not.toContain("forged");
    expect((await client.get("/api/tasks", headers)).status).toBe(401);
  }
});

for (const [name, state] of [
  ["no JSON", "%5B"],
  ["not even decodable", "%ff"],
  ["JSON of another make", "%5B%22%22%5D"],
  ["far too long", encodeURIComponent(JSON.stringify(["", {}, "x".repeat(9_000)]))],
] as const) {
  test(`a router state that is ${name} does not bring a page down`, async ({ client }) => {
    const headers = { rsc: "1", "next-router-state-tree": state };
    for (const path of ["/sign-in", "/tasks", "/tasks/none/runs/latest"]) {
      const answer = await client.get(path, headers);
      expect(answer.status, path).toBeLessThan(500);
    }
  });
}

test("no answer invites another site in", async ({ client }) => {
  const headers = { origin: "https://evil.example" };
  for (const path of ["/api/session", "/api/tasks", "/api/v1/task/t/run/status", "/sign-in"]) {
    const answer = await client.get(path, headers);
    const cors = Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"));
    expect(cors, path).toEqual([]);
  }
});
