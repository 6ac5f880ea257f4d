import { expect, test } from "vitest";
import { seal, unseal } from "@/lib/server/session/seal";

const OLD = { "1": "an-old-secret-of-more-than-32-characters" };
const NEW = { ...OLD, "2": "a-newer-secret-of-more-than-32-characters" };
const SESSION = {
  typ: "session" as const,
  sid: "0123456789abcdef0123",
  key: "a-key-of-some-kind",
  upstream: "local",
  iat: 1,
};

test("what was sealed comes back, also after a newer password was added", async () => {
  const cookie = await seal(SESSION, OLD);
  expect(cookie).not.toContain(SESSION.key);
  expect(await unseal(cookie, NEW)).toEqual(SESSION);
});

test("a cookie of a retired password is nobody's", async () => {
  const cookie = await seal(SESSION, OLD);
  expect(await unseal(cookie, { "2": NEW["2"] })).toBeNull();
});

test("what is no seal at all is nobody's, and throws nothing", async () => {
  const cookie = await seal(SESSION, NEW);
  for (const text of ["", "x", "Fe26.2**", cookie.slice(1), "a".repeat(10_000)]) {
    expect(await unseal(text, NEW)).toBeNull();
  }
});

test("a seal of another kind is no session", async () => {
  const { sealData } = await import("iron-session");
  const cookie = await sealData({ ...SESSION, typ: "share" }, { password: NEW });
  expect(await unseal(cookie, NEW)).toBeNull();
});
