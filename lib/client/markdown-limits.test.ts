import { expect, test } from "vitest";
import { isModestMarkdown } from "./markdown-limits.ts";

const REPORT =
  "## Heading\n\nSome **bold** text with a [link](https://example.com) and `code`.\n\n- one\n- two\n\n";

test.each([
  ["nothing", ""],
  ["a report of thirty kB", REPORT.repeat(300)],
  [
    "a table of twenty columns and a hundred rows",
    "|a".repeat(20) + "\n|-".repeat(1) + "\n|b".repeat(100),
  ],
  ["code that is indented", `~~~\n${" ".repeat(40)}x\n~~~`],
  ["a list in a list in a quote", "> - a\n>   - b\n>     1. c"],
  ["a ruler, and a sum", "---\n\n1 + 1 - 2 > 0"],
])("%s is drawn as Markdown", (_name, text) => {
  expect(isModestMarkdown(text)).toBe(true);
});

test.each([
  ["quotes in quotes", `${"> ".repeat(2_000)}x`],
  ["quotes in quotes, without blanks", `${">".repeat(2_000)}x`],
  ["lists in lists on one line", `${"- ".repeat(500)}x`],
  ["numbered lists in numbered lists", `${"1. ".repeat(500)}x`],
  [
    "lists in lists by indentation",
    Array.from({ length: 200 }, (_, i) => `${"  ".repeat(i)}- a`).join("\n"),
  ],
  [
    "lists in lists by tabs, and lines that go on in all of them",
    `${Array.from({ length: 15 }, (_, i) => `${"\t".repeat(4 * i)}- - - - - - - - a`).join("\n")}\n${"x\n".repeat(19_000)}`,
  ],
  [
    "lists in a quote by blanks after its mark",
    Array.from({ length: 60 }, (_, i) => `> ${"  ".repeat(i)}- a`).join("\n"),
  ],
  [
    "a deep list, and thousands of lines that go on in it",
    `${"- ".repeat(8)}a\n${"x\n".repeat(9_000)}`,
  ],
  ["emphasis begun and never ended", "*a_".repeat(3_300)],
  ["brackets begun and never ended", "[".repeat(5_000)],
  [
    "a head of a thousand columns over a thousand rows",
    `${"|a".repeat(1_000)}\n${"|-".repeat(1_000)}\n${"x\n".repeat(1_000)}`,
  ],
  ["a text longer than anybody reads", "word ".repeat(10_000)],
])("%s are shown as they stand", (_name, text) => {
  expect(isModestMarkdown(text)).toBe(false);
});
