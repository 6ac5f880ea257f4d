/** The test function of every spec: a key of its own, a guarded browser, a way to sign in. */
import { test as base, expect, type Page } from "@playwright/test";
import { address } from "./addresses.ts";
import { ConsoleGuard } from "./console-guard.ts";
import { Client } from "./http-client.ts";
import { Received } from "./received.ts";
import { type Dialect, mintKey, type SandboxKey } from "./sandbox.ts";

type Fixtures = {
  /** How the sandbox answers this test's key. */
  dialect: Dialect;
  /** A key nobody else has, with an empty world. */
  sandbox: SandboxKey;
  /** A signed-in client at HTTP level. */
  client: Client;
  consoleGuard: ConsoleGuard;
  received: Received;
  /** Signs this test's browser in with the sandbox key, without the form. */
  signIn: (page?: Page) => Promise<void>;
};

export const test = base.extend<Fixtures>({
  dialect: ["stock", { option: true }],
  baseURL: async ({ browserName: _browserName }, use) => use(address("dashboard")),
  sandbox: async ({ dialect }, use) => use(await mintKey(address("sandbox"), { dialect })),
  client: async ({ sandbox }, use) => {
    const client = new Client();
    const answer = await client.signIn(sandbox.key);
    expect(answer.status, answer.text).toBe(200);
    await use(client);
  },
  consoleGuard: async ({ browserName: _browserName }, use) => {
    const guard = new ConsoleGuard();
    await use(guard);
    expect(guard.unexpected(), "console errors nobody expected").toEqual([]);
  },
  context: async ({ context, consoleGuard }, use) => {
    await consoleGuard.watch(context);
    await use(context);
  },
  received: async ({ context }, use) => {
    const received = new Received();
    received.record(context);
    await use(received);
  },
  signIn: async ({ page: own, sandbox }, use) => {
    await use(async (page = own) => {
      const client = new Client();
      const answer = await client.signIn(sandbox.key);
      expect(answer.status, answer.text).toBe(200);
      const [name = "", value = ""] = client.cookie?.split(/=(.*)/s) ?? [];
      const url = address("dashboard");
      await page.context().addCookies([{ name, value, url, httpOnly: true, sameSite: "Lax" }]);
    });
  },
});

/**
 * The same tests against a server that follows the document and one that departs from it.
 * @param where what stands before "a server that speaks as …" in their names
 */
export function inBothDialects(where: string, tests: (dialect: Dialect) => void): void {
  for (const dialect of ["stock", "documented"] as const) {
    test.describe(`${where} a server that speaks as ${dialect}`, () => {
      test.use({ dialect });
      tests(dialect);
    });
  }
}

/** Asks again and again, soon after each answer, until it is as expected. */
export const until = (what: () => unknown, timeout = 20_000) =>
  expect.poll(what, { timeout, intervals: [100] });

export { expect };
