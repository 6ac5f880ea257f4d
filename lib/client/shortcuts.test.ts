import { expect, test } from "vitest";
import { keyGroups } from "./key-groups.ts";
import { beginsPair, type Shortcut, shortcutFor } from "./shortcuts.ts";

const pressed = (key: string, rest = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  defaultPrevented: false,
  isComposing: false,
  ...rest,
});

const shortcut = (id: string, key: string | null, scope: Shortcut["scope"] = "page"): Shortcut => ({
  id,
  key,
  words: id,
  scope,
  act: () => {},
});
const ALL = [
  shortcut("stop", "x"),
  shortcut("share", "s"),
  shortcut("stop this one", "x"),
  shortcut("sign out", null, "everywhere"),
  shortcut("shares", "g s", "everywhere"),
  shortcut("help", "?", "everywhere"),
  shortcut("open", "Enter"),
];

test("a key belongs to whoever added it last", () => {
  expect(shortcutFor(pressed("s"), ALL)?.id).toBe("share");
  expect(shortcutFor(pressed("x"), ALL)?.id).toBe("stop this one");
  expect(shortcutFor(pressed("X", { shiftKey: true }), ALL)).toBeNull();
  expect(shortcutFor(pressed("q"), ALL)).toBeNull();
});

test.for(["ctrlKey", "metaKey", "altKey", "defaultPrevented", "isComposing"])(
  "a key pressed with %s is left alone",
  (name) => {
    expect(shortcutFor(pressed("x", { [name]: true }), ALL)).toBeNull();
  },
);

test("a key is the character it gives, wherever it stands and whether or not Caps Lock is on", () => {
  expect(shortcutFor(pressed("?", { shiftKey: true }), ALL)?.id).toBe("help");
  expect(shortcutFor(pressed("S"), ALL)?.id).toBe("share");
});

test("two keys are one shortcut only when the first came just before", () => {
  expect(beginsPair("g", ALL)).toBe(true);
  expect(beginsPair("s", ALL)).toBe(false);
  expect(shortcutFor(pressed("g"), ALL)).toBeNull();
  expect(shortcutFor(pressed("s"), ALL, "g")?.id).toBe("shares");
  expect(shortcutFor(pressed("x"), ALL, "g")?.id).toBe("stop this one");
});

test("the list names each key once, and without single keys only those that have names", () => {
  const names = (hasSingleKeys: boolean) => {
    const { page, everywhere } = keyGroups(ALL, hasSingleKeys);
    return [page, everywhere].map((keys) => keys.map(({ id }) => id));
  };
  expect(names(true)).toEqual([
    ["share", "stop this one", "open"],
    ["shares", "help"],
  ]);
  expect(names(false)).toEqual([["open"], []]);
});
