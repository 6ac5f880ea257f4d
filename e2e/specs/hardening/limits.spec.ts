/** A dashboard behind one proxy, with limits low enough to be met. */
import { address } from "../../support/addresses.ts";
import { type Dashboard, startDashboard } from "../../support/dashboard.ts";
import { type Answer, Client, codeIn } from "../../support/http-client.ts";
import { mintKey } from "../../support/sandbox.ts";
import { ALL_INCLUDED, openShared, shareRun } from "../../support/shares.ts";
import { expect, test } from "../../support/test.ts";

const LIMITS = { signIn: 8, signInPerClient: 3, writes: 4, shareMisses: 3 };
const WRONG_KEY = "wrong-key-of-nobody";

const told = (answer: Answer): string => `${answer.status} ${codeIn(answer.text)}`;
const REJECTED = "401 key_rejected";
const HELD = "429 rate_limited";

/** A refusal says when to come again: within the minute that is counted. */
function expectHeld(answer: Answer): void {
  expect(told(answer), answer.text).toBe(HELD);
  const seconds = String(answer.headers["retry-after"]);
  expect(seconds).toMatch(/^\d+$/);
  expect(Number(seconds)).toBeGreaterThan(0);
  expect(Number(seconds)).toBeLessThanOrEqual(60);
}

/** Somebody at an address, as the one trusted proxy saw it; what stands before it is forged. */
function from(dashboard: Dashboard, at: string, forged = "") {
  const forwarded = { "x-forwarded-for": forged ? `${forged}, ${at}` : at };
  const client = new Client(dashboard.origin);
  return {
    headers: forwarded,
    signIn: (apiKey: string, headers: Record<string, string> = {}) =>
      client.send("/api/session", {
        method: "POST",
        headers: { ...forwarded, ...headers },
        body: { apiKey, upstream: "sandbox" },
      }),
    byKey: (apiKey: string) => client.get("/api/v1/tasks", { ...forwarded, "x-api-key": apiKey }),
  };
}

/** The cookie of a sign-in that must succeed. */
async function cookieOf(signingIn: Promise<Answer>): Promise<string | null> {
  const answer = await signingIn;
  expect(answer.status, answer.text).toBe(200);
  return answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? null;
}

const answersOf = async (asks: (() => Promise<Answer>)[]): Promise<string[]> => {
  const answers = [];
  for (const ask of asks) answers.push(told(await ask()));
  return answers;
};

test("who tries many keys, changes much or guesses links is held up, and nobody else is", {
  tag: "@full",
}, async ({ sandbox }) => {
  const dashboard = await startDashboard({
    name: "limits",
    upstreams: `sandbox=${address("sandbox")}/api/v1`,
    env: { TRUSTED_PROXY_HOPS: "1", RATE_LIMITS: JSON.stringify(LIMITS) },
  });
  try {
    const other = await mintKey(address("sandbox"), {});
    const [busy, calm] = [new Client(dashboard.origin), new Client(dashboard.origin)];

    await test.step("two people sign in, each from an address of their own", async () => {
      busy.cookie = await cookieOf(from(dashboard, "198.51.100.1").signIn(sandbox.key));
      calm.cookie = await cookieOf(from(dashboard, "198.51.100.2").signIn(other.key));
    });

    await test.step("wrong keys of one address are held up, whatever it forges", async () => {
      const one = from(dashboard, "203.0.113.1");
      const wrong = () => one.signIn(WRONG_KEY);
      expect(await answersOf([wrong, wrong, wrong])).toEqual([REJECTED, REJECTED, REJECTED]);
      expectHeld(await wrong());
      for (const forged of ["192.0.2.1", "192.0.2.2, 192.0.2.3"]) {
        expectHeld(await from(dashboard, "203.0.113.1", forged).signIn(WRONG_KEY));
      }
      expectHeld(await one.signIn(WRONG_KEY, { "x-runboard-client": "192.0.2.4" }));
      // Nor is the right key looked at.
      expectHeld(await one.signIn(sandbox.key));
      expect((await one.byKey(WRONG_KEY)).status).toBe(429);
    });

    await test.step("another address is served meanwhile; its keys count whatever the way", async () => {
      const one = from(dashboard, "203.0.113.2", "203.0.113.1");
      expect((await one.byKey(`${WRONG_KEY}-1`)).status).toBe(401);
      expect(told(await one.signIn(WRONG_KEY))).toBe(REJECTED);
      expect((await one.byKey(`${WRONG_KEY}-2`)).status).toBe(401);
      const held = await one.byKey(`${WRONG_KEY}-3`);
      expect(held.status, held.text).toBe(429);
      expect(Number(held.headers["retry-after"])).toBeGreaterThan(0);
      expectHeld(await one.signIn(WRONG_KEY));
    });

    // Two, three and three: what was refused did not count.
    await test.step("then the total is used up, for addresses that never tried, too", async () => {
      const one = from(dashboard, "203.0.113.3");
      expectHeld(await one.signIn(WRONG_KEY));
      expect((await one.byKey(WRONG_KEY)).status).toBe(429);
      // A key that is in use needs no check, so no guesser keeps its program out.
      expect((await one.byKey(sandbox.key)).status).toBe(200);
    });

    const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
    const link = await shareRun(busy, { taskId, runId: runIds[0] ?? "", include: ALL_INCLUDED });

    await test.step("a session's fifth change is held up, another's first is not", async () => {
      const change = (client: Client) => () =>
        client.send(`/api/shares/${link.id}`, { method: "PATCH", body: { paused: false } });
      const changes = [change(busy), change(busy), change(busy)];
      expect(await answersOf(changes)).toEqual(Array(3).fill("200 undefined"));
      expectHeld(await change(busy)());
      expect((await busy.get("/api/tasks")).status).toBe(200);
      // Not theirs to change, and so looked at.
      expect(told(await change(calm)())).toBe("404 not_found");
    });

    await test.step("guesses at links are held up, and the right secret still opens", async () => {
      const as = (at: string, forged = "") => from(dashboard, at, forged).headers;
      const guess = (headers: Record<string, string>) => () =>
        openShared(dashboard.origin, { id: link.id, secret: "A".repeat(43) }, { headers });
      const guesser = guess(as("203.0.113.4"));
      expect(await answersOf([guesser, guesser, guesser])).toEqual(Array(3).fill("404 not_found"));
      expectHeld(await guesser());
      expectHeld(await guess(as("203.0.113.4", "192.0.2.5"))());
      expect(told(await guess(as("203.0.113.5", "203.0.113.4"))())).toBe("404 not_found");
      for (let opened = 0; opened < 5; opened += 1) {
        const headers = as("203.0.113.4");
        expect((await openShared(dashboard.origin, link, { headers })).status).toBe(200);
      }
    });
  } finally {
    await dashboard.stop();
  }
});
