/** Pages an agent may be sent to: what it reads, what it may not open, and what it survives. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Sandbox } from "../../sandbox/server.ts";
import { drivenClient, startDriven } from "../../support/driven.ts";
import { expect, test } from "../../support/test.ts";

test.describe.configure({ mode: "default", timeout: 150_000 });

const PAGE_LIMIT_MS = 12_000;

const TABLE = `<!doctype html><title>Harbour &amp; tides</title><h1>Tides</h1><h2>Today</h2>
<p><a href="/more">More tides</a></p>
<table><caption>High water</caption><thead><tr><th>Place</th><th>Time</th></tr></thead>
<tbody><tr><td>Cuxhaven</td><td>04:12</td></tr><tr><td>Husum</td><td>05:30</td></tr></tbody></table>`;
const HOG = `<!doctype html><title>Hog</title><script>
const held = []; setInterval(() => { for (let i = 0; i < 4; i += 1) held.push(new Uint8Array(25e6).fill(7)); }, 20);
</script>`;
/** Hangs once it is read, without work: what moves over it is never answered. */
const ENDLESS = `<!doctype html><title>Endless</title><script>addEventListener("wheel", () => {
for (;;) try { const asked = new XMLHttpRequest(); asked.open("GET", "/silent", false); asked.send(); } catch {}
})</script>`;

const PAGES: Record<string, string> = { "/table": TABLE, "/hog": HOG, "/endless": ENDLESS };

let sandbox: Sandbox;
let site: Server;
let origin: string;
test.beforeAll(async () => {
  site = createServer((request, response) => {
    const page = PAGES[request.url ?? ""];
    if (request.url === "/silent") return;
    if (request.url === "/away") {
      response.writeHead(302, { location: "http://elsewhere.example/secret" }).end();
    } else if (page === undefined) {
      response.writeHead(404, { "content-type": "text/html" }).end("<h1>No such page</h1>");
    } else response.writeHead(200, { "content-type": "text/html" }).end(page);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  origin = `http://localhost:${(site.address() as AddressInfo).port}`;
  sandbox = await startDriven({ pageLimitMs: PAGE_LIMIT_MS, questionLimitMs: 1_000 });
});
test.afterAll(async () => {
  await sandbox.close();
  site.closeAllConnections();
  site.close();
});

test("a URL in the task is opened, and its title, headings, links and tables are the rows", async () => {
  const client = await drivenClient(sandbox);
  const taskId = await client.create(`Please read ${origin}/table, and tell me what is there`);
  await client.ended(taskId);
  const { output, dataTable } = await client.result(taskId);
  expect(output).toBe("“Harbour & tides” has 2 headings, 1 link, 1 table.");
  expect(dataTable).toEqual([
    { kind: "title", text: "Harbour & tides" },
    { kind: "table row", table: "High water", Place: "Cuxhaven", Time: "04:12" },
    { kind: "table row", table: "High water", Place: "Husum", Time: "05:30" },
    { kind: "heading", level: "h1", text: "Tides" },
    { kind: "heading", level: "h2", text: "Today" },
    { kind: "link", text: "More tides", url: `${origin}/more` },
  ]);
});

test("what cannot be opened or does not end fails the run with the reason", async () => {
  const client = await drivenClient(sandbox);
  const denied = (where: string) =>
    `${where} may not be opened: the sandbox's browser stays on this machine unless SANDBOX_ALLOW_HOSTS names the host.`;
  const late = `The page did not answer within ${PAGE_LIMIT_MS / 1_000} s.`;
  const expected: [task: string, reason: string][] = [
    [`Open ${origin}/away`, denied("http://elsewhere.example")],
    [`Open ${origin}/silent`, `${origin} did not answer in time.`],
    [`Open ${origin}/endless`, late],
    [`Open ${origin}/hog`, "The page took more than 300 MB of memory, so its browser was closed."],
    ["Log in and read my orders", "Nobody answered “Sign in to the shop” within 1 s."],
  ];
  const told = await Promise.all(
    expected.map(async ([task]) => {
      const taskId = await client.create(task);
      await client.ended(taskId, 120_000);
      return [task, (await client.result(taskId)).error];
    }),
  );
  expect(told).toEqual(expected);
});
