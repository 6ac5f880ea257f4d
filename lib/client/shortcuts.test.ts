import { expect, test } from "vitest";
import { type Shortcut, shortcutFor } from "./shortcuts.ts";

const pressed = (key: string, rest = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  isComposing: false,
  ...rest,
});

const shortcut = (id: string, key: string): Shortcut => ({ id, key, words: id, act: () => {} });
const ALL = [shortcut("stop", "x"), shortcut("share", "s"), shortcut("stop this one", "x")];

test("a key belongs to whoever added it last", () => {
  expect(shortcutFor(pressed("s"), ALL)?.id).toBe("share");
  expect(shortcutFor(pressed("x"), ALL)?.id).toBe("stop this one");
  expect(shortcutFor(pressed("X"), ALL)).toBeNull();
  expect(shortcutFor(pressed("q"), ALL)).toBeNull();
});

test.for(["ctrlKey", "metaKey", "altKey", "defaultPrevented", "isComposing"])(
  "a key pressed with %s is left alone",
  (name) => {
    expect(shortcutFor(pressed("x", { [name]: true }), ALL)).toBeNull();
  },
);
