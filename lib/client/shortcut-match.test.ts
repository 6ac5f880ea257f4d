import { expect, test } from "vitest";
import { keyGroups, withoutTakenOver } from "./key-groups.ts";
import { beginsPair, mayBeHeld, pressedKey, type Shortcut, shortcutFor } from "./shortcut-match.ts";

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

const idFor = (key: string, rest = {}) => {
  const named = pressedKey(pressed(key, rest));
  return named === null ? null : (shortcutFor(named, ALL)?.id ?? null);
};

test("a key belongs to whoever added it last", () => {
  expect(idFor("s")).toBe("share");
  expect(idFor("x")).toBe("stop this one");
  expect(idFor("X", { shiftKey: true })).toBeNull();
  expect(idFor("q")).toBeNull();
});

test.for(["ctrlKey", "metaKey", "altKey", "defaultPrevented", "isComposing"])(
  "a key pressed with %s is left alone",
  (name) => {
    expect(pressedKey(pressed("x", { [name]: true }))).toBeNull();
  },
);

test("a key is the character it gives, wherever it stands and whether or not Caps Lock is on", () => {
  expect(idFor("?", { shiftKey: true })).toBe("help");
  expect(idFor("Enter")).toBe("open");
  expect(idFor("S")).toBe("share");
  expect(idFor("x", { shiftKey: true })).toBeNull();
  const [first, second, held] = ["G", "S", "J"].map((key) => pressedKey(pressed(key)) ?? "");
  expect(beginsPair(first ?? "", ALL)).toBe(true);
  expect(shortcutFor(second ?? "", ALL, first)?.id).toBe("shares");
  expect(mayBeHeld(held ?? "")).toBe(true);
});

test("two keys are one shortcut only when the first came just before", () => {
  expect(beginsPair("g", ALL)).toBe(true);
  expect(beginsPair("s", ALL)).toBe(false);
  expect(shortcutFor("g", ALL)).toBeNull();
  expect(shortcutFor("s", ALL, "g")?.id).toBe("shares");
  expect(shortcutFor("x", ALL, "g")?.id).toBe("stop this one");
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

test("what can be done leaves out what another has taken the key of, not what has none", () => {
  const ids = withoutTakenOver(ALL).map(({ id }) => id);
  expect(ids).toEqual(["share", "stop this one", "sign out", "shares", "help", "open"]);
});
