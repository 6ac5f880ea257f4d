import { expect, it } from "vitest";
import { previewFit } from "./preview-fit.ts";

const asked = (path: string, failed = false) => ({ path, failed });

it.each([
  ["what is chosen is shown", "/b", asked("/b"), "same"],
  ["it is shown, and reading it again failed", "/b", asked("/b", true), "same"],
  ["it is being read", "/a", asked("/b"), "updating"],
  ["it could not be read", "/a", asked("/b", true), "failed"],
  ["the label is still being typed", "/a", asked("/a"), "updating"],
  ["only what was chosen before could not be read", "/a", asked("/a", true), "updating"],
] as const)("where %s", (_name, shown, last, fit) => {
  expect(previewFit(shown, last, "/b")).toBe(fit);
});
