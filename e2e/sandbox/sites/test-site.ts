/** How the tests of the sites talk to them: a server of their own, and a visitor with a cookie jar. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach } from "vitest";
import type { SitesOptions } from "./server.ts";
import { createSites } from "./server.ts";

export type Reply = { status: number; headers: Headers; text: string };

export type Visitor = ReturnType<typeof newVisitor>;

function newVisitor(origin: string) {
  const jar = new Map<string, string>();
  const call = async (method: string, path: string, init: RequestInit = {}): Promise<Reply> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, ...init.headers };
    const response = await fetch(origin + path, { redirect: "manual", ...init, method, headers });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const get = (path: string) => call("GET", path);
  const post = (path: string, fields: Record<string, string>) =>
    call("POST", path, { body: new URLSearchParams(fields) });
  /** Posts and goes where the answer leads. */
  const sent = async (path: string, fields: Record<string, string>) =>
    get((await post(path, fields)).headers.get("location") ?? "/nowhere");
  return { jar, call, get, post, sent };
}

/** Sites on a free port of loopback. */
export async function startSites(options: SitesOptions = {}) {
  const sites = createSites(options);
  const server = createServer((request, response) => {
    void sites(request, response, new URL(request.url ?? "/", "http://sites"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    visitor: () => newVisitor(origin),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sites for the tests of one file, and a visitor whom nobody knows when a test begins. */
export async function sharedSites() {
  const sites = await startSites();
  const visitor = sites.visitor();
  beforeEach(() => visitor.jar.clear());
  afterAll(() => sites.close());
  return { sites, visitor };
}

export type Sites = Awaited<ReturnType<typeof startSites>>;

/** What the pattern's first group matches, each time, without tags and the blanks around it. */
export const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(new RegExp(pattern, "gs"))].map(([, group = ""]) =>
    group
      .replace(/<[^>]*>/g, "")
      .replace(/\s+/g, " ")
      .trim(),
  );
