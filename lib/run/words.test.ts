import { expect, test } from "vitest";
import type { RunState } from "../contract/api.ts";
import {
  ageBoundWords,
  ageWords,
  begunWords,
  durationWords,
  shortId,
  stepBesideState,
  stepWords,
  taskName,
} from "./words.ts";

test.each<[string | null, RunState, string]>([
  [null, "running", "Running"],
  ["", "preparing", "Preparing"],
  ["   ", "waiting", "Waiting for you"],
  ["tool_call", "waiting", "Asked a question"],
  ["processing_page", "running", "processing page"],
  ["Opening new tab", "running", "Opening new tab"],
  ["Look at snake_case in this", "running", "Look at snake_case in this"],
  ["_private", "running", "_private"],
  ["<b>bold</b>", "running", "<b>bold</b>"],
])("the step %j of a run that is %s reads %j", (step, state, words) => {
  expect(stepWords(step, state)).toBe(words);
});

test.each<[string | null, RunState, string]>([
  [null, "scheduled", ""],
  ["scheduled", "scheduled", ""],
  ["scheduled", "running", "scheduled"],
  ["Opening new tab", "running", "Opening new tab"],
])("beside its state, the step %j of a run that is %s reads %j", (step, state, words) => {
  expect(stepBesideState(step, state)).toBe(words);
});

test("a run in the queue was accepted, and has not started", () => {
  expect(begunWords("scheduled")).toBe("Accepted");
  expect(begunWords("running")).toBe("Started");
});

test.each([
  [-5, "0s"],
  [0, "0s"],
  [999, "0s"],
  [42_000, "42s"],
  [59_999, "59s"],
  [60_000, "1m 00s"],
  [134_000, "2m 14s"],
  [3_599_999, "59m 59s"],
  [3_600_000, "1h 00m"],
  [11_100_000, "3h 05m"],
  [172_799_999, "47h 59m"],
  [187_200_000, "2d 4h"],
])("%d ms last %s", (durationMs, words) => {
  expect(durationWords(durationMs)).toBe(words);
});

test.each([
  [-5, "just now"],
  [1_999, "just now"],
  [2_000, "2 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [3_599_999, "59 min"],
  [3_600_000, "1 h"],
  [172_799_999, "47 h"],
  [172_800_000, "2 d"],
])("%d ms ago reads %s", (ageMs, words) => {
  expect(ageWords(ageMs)).toBe(words);
});

test.each([
  [-5, "1 s"],
  [1_001, "2 s"],
  [60_000, "60 s"],
  [60_001, "2 min"],
  [19_440_000, "6 h"],
  [172_800_000, "48 h"],
  [172_800_001, "3 d"],
])("%d ms ago at most reads %s", (ageMs, words) => {
  expect(ageBoundWords(ageMs)).toBe(words);
});

test("a task without a name is called by a short form of its id", () => {
  const id = "8f374523-ef17-4072-ac68-5824efefdf99";
  expect(taskName({ id, name: " Compare prices " })).toBe("Compare prices");
  expect(taskName({ id, name: " \n" })).toBe("Task 8f374523");
  expect(shortId(id)).toBe("8f374523");
  expect(shortId("task_123")).toBe("task_123");
});
