import type { IncomingMessage, RequestListener } from "node:http";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo, Server, Socket } from "node:net";
import { connect, isIP, createServer as createTcpServer } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Gate, GateOptions } from "./gate.ts";
import { gateProxy, openGate } from "./gate.ts";

const NAMES: Record<string, string[]> = {
  "here.example": ["127.0.0.1"],
  "both.example": ["203.0.113.1", "::1"],
};
/** A name that nobody ever says anything about. */
const SILENT = "silent.example";
vi.mock(import("node:dns"), async (original) => {
  const real = await original();
  const lookup = (name: string, _options: unknown, done: (...told: unknown[]) => void) => {
    if (name === SILENT) return;
    const found = NAMES[name]?.map((address) => ({ address, family: isIP(address) }));
    done(found ? null : Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), found);
  };
  return { ...real, lookup: lookup as unknown as typeof real.lookup };
});

const cleanUp: (() => unknown)[] = [];
/** Every connection to a test's own servers, so that one that stays open is seen. */
const arrived = new Set<Socket>();
let gate: Gate;

async function listening(server: Server): Promise<number> {
  server.on("connection", (socket: Socket) => {
    arrived.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => arrived.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

const site = (listener: RequestListener) => listening(createServer(listener));
const tcp = (listener: (socket: Socket) => void) =>
  listening(createTcpServer((socket) => listener(socket.resume())));

async function open(options: Partial<GateOptions> = {}): Promise<Gate> {
  const opened = await openGate({ allowHosts: [], deniedPorts: [], ...options });
  cleanUp.push(() => opened.close());
  return opened;
}

beforeEach(async () => {
  gate = await open();
});
afterEach(async () => {
  for (const clean of cleanUp.splice(0).toReversed()) await clean();
  for (const socket of arrived) socket.destroy();
});

const authorization = ({ password }: Gate) =>
  `Basic ${Buffer.from(`sandbox:${password}`).toString("base64")}`;

type Init = { method?: string; headers?: Record<string, string>; body?: string; through?: Gate };

function ask(path: string, { method, headers, through = gate }: Init = {}) {
  return httpRequest({
    port: through.port,
    path,
    method,
    headers: { "proxy-authorization": authorization(through), ...headers },
    agent: false,
  });
}

async function get(url: string, init: Init = {}) {
  const request = ask(url, init).end(init.body);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once("response", resolve).once("error", reject);
  });
  const { statusCode: status, headers } = answer;
  return { status, headers, gate: headers["x-sandbox-gate"], text: await text(answer) };
}

/** A CONNECT: its status and, when it is 200, the tunnel. */
function tunnelTo(authority: string, { headers, through = gate }: Init = {}) {
  const request = ask(authority, { method: "CONNECT", headers, through }).end();
  return new Promise<{ status: number | undefined; gate: unknown; socket: Socket }>((resolve) => {
    request.once("error", () => {});
    request.once("connect", (answer: IncomingMessage, socket: Socket) => {
      cleanUp.push(() => socket.destroy());
      socket.on("error", () => {});
      resolve({ status: answer.statusCode, gate: answer.headers["x-sandbox-gate"], socket });
    });
  });
}

const PATIENT = { timeout: 20_000 };
const untilGone = () => vi.waitFor(() => expect(arrived.size).toBe(0), PATIENT);

test("a request goes on with its body and headers, but for the proxy's", async () => {
  let seen: IncomingMessage | undefined;
  const port = await site(async (request, response) => {
    seen = request;
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    response.writeHead(201, "Made").end(`got ${await text(request)}`);
  });
  const answer = await get(`http://shop.localhost:${port}/a%20b?q=1&r`, {
    method: "POST",
    body: "size=42",
    headers: {
      host: "evil.example",
      "content-type": "application/x-www-form-urlencoded",
      connection: "close, x-hop",
      "x-hop": "1",
      "x-kept": "2",
      "proxy-connection": "keep-alive",
      "proxy-evil": "3",
      te: "trailers",
    },
  });
  expect([answer.status, answer.text, answer.headers["set-cookie"]]).toEqual([
    201,
    "got size=42",
    ["a=1", "b=2"],
  ]);
  expect([seen?.method, seen?.url]).toEqual(["POST", "/a%20b?q=1&r"]);
  expect(seen?.headers).toEqual({
    host: `shop.localhost:${port}`,
    "content-type": "application/x-www-form-urlencoded",
    "x-kept": "2",
    "content-length": "7",
    connection: "close",
  });
});

test("a body of unknown length arrives whole", async () => {
  const port = await site(async (request, response) => response.end(await text(request)));
  const headers = { "transfer-encoding": "chunked" };
  const answer = await get(`http://localhost:${port}/`, { method: "DELETE", headers, body: "all" });
  expect(answer.text).toBe("all");
});

test.each(["HEAD", "GET", "DELETE", "OPTIONS"])("%s keeps its method", async (method) => {
  const port = await site((request, response) => {
    response.setHeader("x-method", request.method ?? "").end("body");
  });
  const answer = await get(`http://localhost:${port}/`, { method });
  expect([answer.headers["x-method"], answer.text]).toEqual([
    method,
    method === "HEAD" ? "" : "body",
  ]);
});

test.each([204, 304, 404, 500, 502])("a site's own %i is its own", async (status) => {
  const port = await site((_request, response) => {
    response.writeHead(status, { "x-sandbox-gate": "refused", "Proxy-Authenticate": "Basic" });
    response.end();
  });
  const answer = await get(`http://localhost:${port}/`);
  expect([answer.status, answer.gate, answer.headers["proxy-authenticate"]]).toEqual([
    status,
    undefined,
    undefined,
  ]);
});

test("a redirect is passed back, and where it leads is judged when it is asked for", async () => {
  let hits = 0;
  const secret = await site((_request, response) => response.end(`hit ${(hits += 1)}`));
  const through = await open({ deniedPorts: [secret] });
  const port = await site((_request, response) => {
    response.writeHead(302, { location: `http://localhost:${secret}/keys?x=1` }).end();
  });
  const { status, headers } = await get(`http://localhost:${port}/`, { through });
  expect(status).toBe(302);
  const next = await get(headers.location ?? "", { through });
  expect([next.status, next.gate, hits]).toEqual([403, "denied", 0]);
  expect(next.text).toContain(`http://localhost:${secret}<`);
  expect(through.denied).toEqual([`http://localhost:${secret}`]);
});

test("whatever is refused is kept by origin, once, and no more than a hundred", async () => {
  for (let count = 0; count < 2; count += 1) await get("http://me:pw@example.com/private?token=1");
  await tunnelTo("example.com:443");
  await tunnelTo("example.com:8443");
  expect(gate.denied).toEqual([
    "http://example.com",
    "https://example.com",
    "https://example.com:8443",
  ]);
  for (let count = 0; count < 120; count += 1) await get(`http://h${count}.example/`);
  expect(gate.denied).toHaveLength(100);
});

test.each(["0.0.0.0", "[::]", "[::ffff:127.0.0.1]", "169.254.169.254", "localhost.evil.example"])(
  "%s is refused, plain and by tunnel",
  async (host) => {
    const port = await tcp((socket) => socket.end());
    const plain = await get(`http://${host}:${port}/`);
    expect([plain.status, plain.gate]).toEqual([403, "denied"]);
    expect(await tunnelTo(`${host}:${port}`)).toMatchObject({ status: 403, gate: "denied" });
  },
);

test("the gate leads nobody to itself", async () => {
  expect(await get(`http://127.0.0.1:${gate.port}/`)).toMatchObject({ status: 403 });
  expect(await tunnelTo(`localhost:${gate.port}`)).toMatchObject({ status: 403 });
});

test("a name that is allowed does not lead to a denied port of this machine", async () => {
  let hits = 0;
  const port = await tcp((socket) => socket.end(`${(hits += 1)}`));
  const rules = { allowHosts: ["here.example", "both.example"] };
  const through = await open({ ...rules, deniedPorts: [port] });
  for (const name of rules.allowHosts) {
    const plain = await get(`http://${name}:${port}/`, { through });
    expect([plain.status, plain.gate]).toEqual([403, "denied"]);
    expect(await tunnelTo(`${name}:${port}`, { through })).toMatchObject({ gate: "denied" });
  }
  expect([hits, through.denied.length]).toEqual([0, 4]);
  const other = await open({ ...rules, deniedPorts: [port + 1] });
  expect((await tunnelTo(`here.example:${port}`, { through: other })).status).toBe(200);
  expect((await tunnelTo(`here.example:${port}`)).status).toBe(403);
  expect(hits).toBe(1);
});

test.each([
  ["no password", undefined],
  ["a wrong one", `Basic ${Buffer.from("sandbox:wrong").toString("base64")}`],
])("with %s the gate carries nothing", async (_case, given) => {
  let hits = 0;
  const port = await tcp((socket) => socket.end(`${(hits += 1)}`));
  const headers = { "proxy-authorization": given ?? "" };
  const plain = await get(`http://localhost:${port}/`, { headers });
  expect([plain.status, plain.headers["proxy-authenticate"]]).toEqual([
    407,
    'Basic realm="sandbox"',
  ]);
  expect((await tunnelTo(`localhost:${port}`, { headers })).status).toBe(407);
  expect([hits, gate.denied]).toEqual([0, []]);
});

test.each(["/", "*", "https://localhost/", "ftp://localhost/", "nonsense"])(
  "%s is nothing to ask a proxy for",
  async (path) => {
    expect((await get(path)).status).toBe(400);
  },
);

test("what Playwright is told fits the gate", async () => {
  const { server, username, password, bypass } = gateProxy(gate);
  expect([server, username, bypass]).toEqual([
    `http://127.0.0.1:${gate.port}`,
    "sandbox",
    "<-loopback>",
  ]);
  expect(authorization({ ...gate, password })).toBe(authorization(gate));
});

const nobody = async () => {
  const server = createTcpServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

test.each<[string, () => Promise<string>, number, string]>([
  ["nobody listens", async () => `localhost:${await nobody()}`, 502, "refused"],
  ["there is no such name", async () => "nowhere.invalid:80", 502, "unreachable"],
  ["silence", async () => `localhost:${await tcp(() => {})}`, 504, "timeout"],
  ["a hang-up", async () => `localhost:${await tcp((one) => one.destroy())}`, 502, "broken"],
  ["a reset", async () => `localhost:${await tcp((one) => one.resetAndDestroy())}`, 502, "broken"],
  ["nonsense", async () => `localhost:${await tcp((one) => one.end("hello\n"))}`, 502, "broken"],
  [
    "no status",
    async () => `localhost:${await tcp((one) => one.end("HTTP/1.1 000 X\r\n\r\n"))}`,
    502,
    "broken",
  ],
  [
    "a change of protocol",
    async () =>
      `localhost:${await tcp((one) => one.write("HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"))}`,
    502,
    "broken",
  ],
  [
    "the site wants a proxy's password",
    async () => `localhost:${await site((_request, response) => response.writeHead(407).end())}`,
    502,
    "broken",
  ],
])("%s: the gate says so itself", async (_case, where, status, trouble) => {
  // The others are not about time.
  const timeoutMs = trouble === "timeout" ? 300 : undefined;
  const through = await open({ allowHosts: ["nowhere.invalid"], timeoutMs });
  const answer = await get(`http://${await where()}/`, { through });
  expect([answer.status, answer.gate]).toEqual([status, trouble]);
  expect(answer.text).toMatch(/^<!doctype html>.*<p>\S/s);
  await untilGone();
});

test("why there is no tunnel is told of its host and port, until there is one", async () => {
  const port = await nobody();
  const url = `https://LOCALHOST.:${port}/path`;
  expect(gate.tunnelTrouble(url)).toBeNull();
  expect(await tunnelTo(`localhost:${port}`)).toMatchObject({ status: 502, gate: "refused" });
  expect(gate.tunnelTrouble(url)).toBe("refused");
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  cleanUp.push(() => server.close());
  const { socket } = await tunnelTo(`localhost:${port}`);
  expect(gate.tunnelTrouble(url)).toBeNull();
  socket.destroy();
});

test("a tunnel is given up after the time there is for it", async () => {
  const through = await open({ allowHosts: [SILENT], timeoutMs: 300 });
  expect(await tunnelTo(`${SILENT}:443`, { through })).toMatchObject({
    status: 504,
    gate: "timeout",
  });
  expect(through.tunnelTrouble(`https://${SILENT}/`)).toBe("timeout");
});

test("a tunnel carries bytes both ways, and its end", async () => {
  const port = await tcp((socket) => {
    socket.on("data", (data) => socket.write(data.toString().toUpperCase()));
    socket.on("end", () => socket.end("BYE"));
  });
  const { status, socket } = await tunnelTo(`shop.localhost:${port}`);
  socket.write("hello ");
  await new Promise((resolve) => socket.once("data", resolve));
  socket.end();
  expect([status, await text(socket)]).toEqual([200, "BYE"]);
  await untilGone();
});

test("what is sent right behind CONNECT arrives", async () => {
  const port = await tcp((socket) => socket.once("data", (data) => socket.end(`got ${data}`)));
  const client = connect(gate.port, "127.0.0.1");
  client.write(
    `CONNECT localhost:${port} HTTP/1.1\r\nProxy-Authorization: ${authorization(gate)}\r\n\r\nearly`,
  );
  expect(await text(client)).toBe("HTTP/1.1 200 Connection Established\r\n\r\ngot early");
});

test("30 MB pass as a stream, as fast as the reader reads", async () => {
  let sent = 0;
  const total = 30_000_000;
  const port = await site(async (_request, response) => {
    for (; sent < total; sent += 100_000) {
      if (!response.write(Buffer.alloc(100_000, 97)))
        await new Promise((resolve) => response.once("drain", resolve));
    }
    response.end();
  });
  const request = ask(`http://localhost:${port}/`).end();
  const answer = await new Promise<IncomingMessage>((done) => request.once("response", done));
  // Nobody reads yet: the sender is held back once what lies between is full.
  let before = -1;
  await vi.waitFor(
    () => {
      const now = sent;
      const stands = now === before;
      before = now;
      expect(stands).toBe(true);
    },
    { ...PATIENT, interval: 100 },
  );
  expect(sent).toBeLessThan(total);
  let received = 0;
  for await (const chunk of answer) received += chunk.length;
  expect(received).toBe(total);
});

test("an answer that breaks off breaks off for the browser", async () => {
  const port = await tcp((socket) =>
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf", () => socket.destroy()),
  );
  await expect(get(`http://localhost:${port}/`)).rejects.toThrow("aborted");
});

test("an answer begins when its headers are there", async () => {
  const port = await site((_request, response) => response.flushHeaders());
  const request = ask(`http://localhost:${port}/`).end();
  const answer = await new Promise<IncomingMessage>((done) => request.once("response", done));
  expect(answer.statusCode).toBe(200);
  request.destroy();
  await untilGone();
});

test("a browser that goes away takes its connections along", async () => {
  const port = await tcp(() => {});
  const request = ask(`http://localhost:${port}/`).end();
  request.on("error", () => {});
  await vi.waitFor(() => expect(arrived.size).toBe(1), PATIENT);
  request.destroy();
  await untilGone();
  const { socket } = await tunnelTo(`localhost:${port}`);
  await vi.waitFor(() => expect(arrived.size).toBe(1), PATIENT);
  socket.destroy();
  await untilGone();
});

test("close ends everything, under way or idle", async () => {
  const through = await open();
  const sockets = () =>
    process.getActiveResourcesInfo().filter((kind) => /^TCPSocketWrap$/.test(kind)).length;
  const before = sockets();
  const port = await tcp(() => {});
  const idle = connect(through.port, "127.0.0.1");
  const waiting = ask(`http://localhost:${port}/`, { through }).end();
  const gone = new Promise((resolve) => waiting.once("error", resolve));
  const { socket } = await tunnelTo(`localhost:${port}`, { through });
  const ended = Promise.all(
    [idle, socket].map((one) => new Promise((done) => one.on("close", done))),
  );
  await vi.waitFor(() => expect(arrived.size).toBe(2), PATIENT);
  await through.close();
  await Promise.all([gone, ended]);
  await untilGone();
  await vi.waitFor(() => expect(sockets()).toBeLessThanOrEqual(before), PATIENT);
  await expect(get(`http://localhost:${port}/`, { through })).rejects.toThrow("ECONNREFUSED");
});
