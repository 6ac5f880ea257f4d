import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { html } from "./html.ts";
import { Sessions } from "./sessions.ts";
import type { Sites, Visitor } from "./test-site.ts";
import { all, startSites } from "./test-site.ts";

let sites: Sites;
let visitor: Visitor;
beforeAll(async () => {
  sites = await startSites({ slowMs: 1 });
  visitor = sites.visitor();
});
afterAll(() => sites.close());

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

test.each(["/", "/shop", "/shop/search?q=a", "/news", "/news/markets", "/form", "/nothing"])(
  "%s allows nothing but itself, and is not kept",
  async (path) => {
    const { headers } = await visitor.get(path);
    expect(headers.get("content-security-policy")).toBe(POLICY);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  },
);

test("every link of every site leads to a page that needs nothing from elsewhere", async () => {
  const seen = new Map<string, number>();
  const waiting = ["/", "/shop/search?q=nothing+at+all"];
  while (waiting.length > 0) {
    const path = waiting.pop() ?? "/";
    if (seen.has(path)) continue;
    const { status, text } = await visitor.get(path);
    seen.set(path, status);
    const links = all(text, /href="(\/[^"#]*)"/).map((link) => link.replaceAll("&amp;", "&"));
    // Each combination of filters is a page of its own.
    waiting.push(...links.filter((link) => !/[?&](sort|page)=.*[?&]/.test(link)));
    if (status === 303 || path.endsWith(".css")) continue;
    expect(all(text, /(<h1)/), path).toHaveLength(1);
    expect(text, path).not.toMatch(/<script|<iframe|<base|\sstyle="|\son\w+="|url\(/i);
    expect(text.replaceAll("http%3A%2F%2Fwww.w3.org", ""), path).not.toMatch(
      /(src|href|action)="(\w+:)?\/\//,
    );
    const ids = all(text, /\sid="([^"]+)"/);
    expect(new Set(ids).size, path).toBe(ids.length);
    for (const target of all(text, /<label[^>]* for="([^"]+)"/))
      expect(ids, path).toContain(target);
  }
  expect(seen.size).toBeGreaterThan(85);
  const odd = [...seen].filter(([, status]) => status !== 200).sort();
  expect(odd).toEqual([
    ["/news/markets", 500],
    ["/shop/orders", 303],
  ]);
});

test("the landing page leads to the three sites", async () => {
  const { text } = await visitor.get("/");
  expect(all(text, /<li><a href="([^"]+)">/)).toEqual(["/shop", "/news", "/form"]);
});

test.each([
  ["GET", "/nothing", 404, null],
  ["GET", "/shop/p/nothing", 404, null],
  ["GET", "/shop/p/__proto__", 404, null],
  ["GET", "/__proto__", 404, null],
  ["GET", "/form/received/abc", 404, null],
  ["GET", "/shop/%E0%A4%A", 400, null],
  ["GET", "/news/%", 400, null],
  ["POST", "/", 405, "GET, HEAD"],
  ["POST", "/news", 405, "GET, HEAD"],
  ["PUT", "/shop/basket", 405, "GET, HEAD, POST"],
  ["DELETE", "/form", 405, "GET, HEAD, POST"],
  ["GET", "/shop/logout", 405, "POST"],
])("%s %s is answered %d with a page", async (method, path, status, allow) => {
  const reply = await visitor.call(method, path);
  expect(reply.status).toBe(status);
  expect(reply.headers.get("allow")).toBe(allow);
  expect(reply.text).toContain(`<p class="code">${status}</p>`);
});

test.each(["/", "/shop", "/news/world", "/form", "/shop/style.css", "/fonts/sans.woff2"])(
  "HEAD %s has the headers of GET and no body",
  async (path) => {
    const [head, get] = [await visitor.call("HEAD", path), await visitor.get(path)];
    expect([head.status, head.text]).toEqual([200, ""]);
    for (const name of ["content-type", "content-length"]) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  },
);

test("a slash at the end changes nothing", async () => {
  expect((await visitor.get("/shop/")).text).toContain("Room to move");
});

test.each(["/shop/basket", "/shop/login", "/form"])("%s reads 64 kB and no more", async (path) => {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const posted = (bytes: number) =>
    visitor.call("POST", path, { headers: type, body: "a".repeat(bytes) });
  expect((await posted(64 * 1024)).status).toBe(303);
  expect((await posted(64 * 1024 + 1)).status).toBe(413);
});

test("only forms are read", async () => {
  const init = { headers: { "content-type": "application/json" }, body: "{}" };
  expect((await visitor.call("POST", "/shop/basket", init)).status).toBe(415);
});

test("a request that ends before its body does disturbs nobody", async () => {
  const socket = connect(Number(new URL(sites.origin).port), "127.0.0.1");
  socket.write("POST /form HTTP/1.1\r\nhost: a\r\ncontent-length: 99\r\n\r\nabc");
  await new Promise<void>((resolve) => socket.end(() => resolve()));
  expect((await visitor.get("/form")).status).toBe(200);
});

test("sessions beyond 500 push out the one that was idle longest", () => {
  const sessions = new Sessions("s", "/", () => ({}));
  const asking = (cookie: string) => ({ headers: { cookie } }) as never;
  const cookies = Array.from({ length: 500 }, () => sessions.open(asking("")).cookie ?? "");
  expect(sessions.find(asking(cookies[0] ?? ""))).not.toBeNull();
  sessions.open(asking(""));
  expect(sessions.size).toBe(500);
  expect(sessions.find(asking(cookies[0] ?? ""))).not.toBeNull();
  expect(sessions.find(asking(cookies[1] ?? ""))).toBeNull();
});

test("templates escape everything but templates", () => {
  const list = [html`<i>`, "<i>", 1, null, undefined, false] as const;
  expect(html`<p title="${`"'`}">${list}</p>`.text).toBe(
    '<p title="&quot;&#39;"><i>&lt;i&gt;1</p>',
  );
});
