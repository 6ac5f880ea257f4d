import { expect, test } from "vitest";
import { isMeant } from "./palette-match.ts";

test.for([
  ["", "Go to the tasks", true],
  ["tasks", "Go to the tasks", true],
  ["go ta", "Go to the tasks", true],
  ["TA GO", "Go to the tasks", true],
  ["sks", "Go to the tasks", true],
  ["go sh", "Go to the tasks", false],
  ["dark", "Theme: dark", true],
  ["über", "Über alles", true],
] as const)("%j for %j: %s", ([search, words, isIt]) => {
  expect(isMeant(search, words)).toBe(isIt);
});
