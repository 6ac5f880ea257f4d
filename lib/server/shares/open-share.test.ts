import { expect, test } from "vitest";
import { clock, OWNER, store } from "@/e2e/support/recorder-world";
import { openShare } from "@/lib/server/shares/open-share";
import { hashOfSecret, newShare } from "@/lib/server/shares/secret";

const run = { owner: OWNER, task_id: "task", run_id: "r1" };
const flags = { include_task_name: 1, include_result: 0, include_tool_calls: 0, include_live: 0 };

async function share() {
  const made = newShare();
  await store.shares.insert(
    {
      ...run,
      ...flags,
      id: made.id,
      secret_hash: hashOfSecret(made.secret),
      label: null,
      badge: 0,
      card: 0,
      created_at: clock.now(),
      expires_at: clock.now() + 60_000,
      sealed_key: null,
    },
    10,
  );
  return made;
}

const told = (id: string, header: string | null) =>
  openShare({ store, clock }, id, header).then(
    () => "open",
    (error: { code: string; message: string }) => `${error.code} ${error.message}`,
  );

test("ten thousand guesses next to a real link open nothing, and are told as one", async () => {
  const { id, secret } = await share();
  const seen = new Set<string>();
  for (let guess = 0; guess < 10_000; guess += 1) {
    const tail = guess.toString(36).padStart(6, "A");
    const near = secret.endsWith(tail) ? secret.slice(1) : `${secret.slice(0, -6)}${tail}`;
    const isOther = guess % 3 === 0;
    seen.add(
      await told(isOther ? `${id.slice(0, -6)}${tail}` : id, `Share ${isOther ? secret : near}`),
    );
  }
  expect([...seen]).toEqual([expect.stringMatching(/^not_found /)]);
  expect(await told(id, `Share ${secret}`)).toBe("open");
});

test.each([
  ["none", () => null],
  ["an empty one", () => ""],
  ["the secret alone", (secret: string) => secret],
  ["another scheme", (secret: string) => `Bearer ${secret}`],
  ["more than the secret", (secret: string) => `Share ${secret}A`],
  ["less", (secret: string) => `Share ${secret.slice(0, -1)}`],
  ["two of them", (secret: string) => `Share ${secret}, Share ${secret}`],
  ["the hash in its place", (secret: string) => `Share ${hashOfSecret(secret)}`],
])("with %s for a header, a link does not open", async (_, header) => {
  const { id, secret } = await share();
  expect(await told(id, header(secret))).toMatch(/^not_found /);
});

test("no two secrets are the same, nor do they show in what is stored", async () => {
  const made = await Promise.all(Array.from({ length: 10 }, share));
  expect(new Set(made.map(({ secret }) => secret)).size).toBe(10);
  for (const { id, secret } of made) {
    expect(id).toMatch(/^[\w-]{12}$/);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await store.shares.find(id))).not.toContain(secret);
  }
});
