/** The gate before the sandbox's browser: whatever way a page tries, the rule holds. */
import { createSocket } from "node:dgram";
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "@playwright/test";
import { browserArgs } from "../../run/browser.mjs";
import { type Gate, gateProxy, gateSwitches, openGate } from "../../sandbox/driven/gate.ts";
import { expect, test, until } from "../../support/test.ts";

/** Three pages try every way at once. */
const TRIED_WITHIN_MS = 45_000;

/** Every way there is a path of its own. */
const page = (there: string, udpPort: number) => `<!doctype html><title>Ways out</title>
<link rel="prefetch" href="${there}/prefetch"><link rel="preconnect" href="${there}">
<link rel="modulepreload" href="${there}/module.js"><link rel="stylesheet" href="${there}/css">
<script async src="${there}/script.js"></script><img src="${there}/img"><img src="/to/img-redirect">
<iframe src="${there}/iframe"></iframe><iframe src="/to/iframe-redirect"></iframe>
<iframe name="f"></iframe><iframe name="g"></iframe><video src="${there}/video"></video>
<form target="f" method="post" action="${there}/form"></form>
<a ping="${there}/ping" href="/blank" target="g">ping</a>
<script type="speculationrules">
{"prefetch": [{"source": "list", "urls": ["${there}/speculated"], "eagerness": "immediate"}]}
</script>
<script>
document.forms[0].submit();
document.querySelector("a").click();
window.open("${there}/popup");
navigator.sendBeacon("${there}/beacon");
for (const url of ["${there}/fetch", "/to/fetch-redirect"]) fetch(url).catch(() => {});
new EventSource("${there}/events").onerror = ({ target }) => target.close();
new Worker("/worker.js");
navigator.serviceWorker.register("/service.js").catch(() => {});
const socket = new WebSocket("${there.replace("http", "ws")}/socket");
window.socketEnded = new Promise((resolve) => { socket.onclose = resolve; });
const peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:${udpPort}" }] });
window.gathered = new Promise((resolve) => {
  peer.onicecandidate = ({ candidate }) => candidate ?? resolve();
});
peer.createDataChannel("c");
peer.createOffer().then((offer) => peer.setLocalDescription(offer));
</script>`;

const WAYS =
  "prefetch module.js css script.js img img-redirect iframe iframe-redirect video form ping speculated popup beacon fetch fetch-redirect events worker service socket"
    .split(" ")
    .map((way) => `/${way}`)
    .sort();

const closers: (() => unknown)[] = [];

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  const seen = { port: 0, connections: 0, hits: new Set<string>() };
  server.on("connection", () => (seen.connections += 1));
  server.on("request", ({ url = "" }) => seen.hits.add(url));
  server.on("upgrade", ({ url = "" }, socket) => {
    seen.hits.add(url);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return Object.assign(seen, { port: (server.address() as AddressInfo).port });
}

const canary = () => serve((_request, response) => response.end());

/** A site whose page goes every way to `there`. */
const site = (there: string, udpPort: number) =>
  serve(({ url = "" }, response) => {
    const from = `fetch("${there}/${url.slice(1, -3)}", { mode: "no-cors" }).catch(() => {})`;
    if (url.endsWith(".js")) response.setHeader("content-type", "text/javascript").end(from);
    else if (!url.startsWith("/to/")) {
      response.setHeader("content-type", "text/html").end(url === "/" ? page(there, udpPort) : "");
    } else response.writeHead(302, { location: there + url.slice("/to".length) }).end();
  });

/** Opens a page through a gate and comes back when all that can be waited for is over. */
async function visit(browser: Browser, gate: Gate, port: number): Promise<void> {
  const context = await browser.newContext({ proxy: gateProxy(gate) });
  const visited = await context.newPage();
  await visited.goto(`http://localhost:${port}/`);
  await visited.evaluate("Promise.all([window.socketEnded, window.gathered])");
}

test("a page reaches a denied port or a host nobody named in no way, and an allowed one in every way", async () => {
  const udp = createSocket("udp4");
  let packets = 0;
  udp.on("message", () => (packets += 1));
  await new Promise<void>((resolve) => udp.bind(0, "127.0.0.1", resolve));
  closers.push(() => udp.close());

  const [byPort, byName, allowed] = await Promise.all([canary(), canary(), canary()]);
  // Loopback under a name that the rule does not know: nothing but the gate is in its way.
  const [host, udpPort] = ["http://[::ffff:7f00:1]", udp.address().port];
  const shut = await openGate({ allowHosts: [], deniedPorts: [byPort.port] });
  const open = await openGate({ allowHosts: [], deniedPorts: [] });
  closers.push(shut.close, open.close);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: [...browserArgs(), ...gateSwitches()],
    proxy: gateProxy(shut),
  });
  closers.unshift(() => browser.close());

  const sites = await Promise.all([
    site(`http://localhost:${byPort.port}`, udpPort),
    site(`${host}:${byName.port}`, udpPort),
    site(`http://localhost:${allowed.port}`, udpPort),
  ]);
  await Promise.all(sites.map(({ port }, at) => visit(browser, at === 2 ? open : shut, port)));
  const hits = () => [...allowed.hits].filter((way) => WAYS.includes(way)).sort();
  await until(hits, TRIED_WITHIN_MS).toEqual(WAYS);
  await until(() => [...shut.denied].sort(), TRIED_WITHIN_MS).toEqual(
    [
      `${host}:${byName.port}`,
      `http://localhost:${byPort.port}`,
      `https://[::ffff:7f00:1]:${byName.port}`,
    ].sort(),
  );
  expect([byPort, byName].map(({ hits, connections }) => [[...hits], connections])).toEqual([
    [[], 0],
    [[], 0],
  ]);
  expect(packets).toBe(0);
});

test.afterAll(async () => {
  for (const close of closers) await close();
});
