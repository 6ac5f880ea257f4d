import { expect, it } from "vitest";
import { badgeSnippets } from "./share-badge.ts";

it("a badge is embedded by its own address", () => {
  expect(badgeSnippets("https://runs.example", "a-B_c1234567")).toEqual({
    address: "https://runs.example/b/a-B_c1234567.svg",
    markdown: "![run status](https://runs.example/b/a-B_c1234567.svg)",
    html: '<img src="https://runs.example/b/a-B_c1234567.svg" alt="run status">',
  });
});
