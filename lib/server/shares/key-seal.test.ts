import { expect, test } from "vitest";
import { keySeal } from "@/lib/server/shares/key-seal";

const OLD = "the first secret of more than 32 characters";
const NEW = "another secret, also of more than 32 characters";
const KEY = { upstream: "local", apiKey: "a-key-of-some-kind" };

test("a key comes back as it was, and is not to be read where it lies", () => {
  const seal = keySeal({ "1": OLD });
  const sealed = seal.seal(KEY);
  expect(sealed).not.toContain(KEY.apiKey);
  expect(Buffer.from(sealed.split(".")[1] ?? "", "base64").toString()).not.toContain(KEY.apiKey);
  expect(seal.open(sealed)).toEqual({ key: KEY, isCurrent: true });
  expect(seal.seal(KEY)).not.toBe(sealed);
});

test("what an older secret sealed still opens and is due for another; without it, it does not", () => {
  const sealed = keySeal({ "9": OLD }).seal(KEY);
  // By number, not by letter: 10 is newer than 9.
  expect(keySeal({ "9": OLD, "10": NEW }).open(sealed)).toEqual({ key: KEY, isCurrent: false });
  expect(keySeal({ "10": NEW }).open(sealed)).toBeNull();
  expect(keySeal({ "9": NEW }).open(sealed)).toBeNull();
});

test.each(["", ".", "1", "1.", "1.AAAA", "2.AAAA", "__proto__.AAAA"])(
  "%j opens nothing",
  (text) => {
    expect(keySeal({ "1": OLD }).open(text)).toBeNull();
  },
);
