import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { RunState } from "../contract/api.ts";
import { resultDataSchema, statusSchema } from "../contract/upstream.ts";
import { isEnded, RUN_STATES, runState, STATE_LABEL, STATE_MEANING, STATE_RANK } from "./state.ts";

const call = { toolCallId: "c", tool: { name: "form_input", parameters: {} } };
const sample = (given: object) => statusSchema.parse(given);

describe("the state of a run", () => {
  test.each<[unknown, string | null, object | null, RunState]>([
    [null, null, null, "preparing"],
    [null, "tool_call", call, "preparing"],
    ["scheduled", "scheduled", null, "scheduled"],
    ["scheduled", "tool_call", null, "waiting"],
    ["running", "Opening new tab", null, "running"],
    ["running", "completed", null, "running"],
    ["running", "error", null, "running"],
    ["running", null, null, "running"],
    ["running", "tool_call", null, "waiting"],
    ["running", "tool_call", call, "waiting"],
    ["running", "Opening new tab", call, "waiting"],
    ["running", "anything", {}, "waiting"],
    ["paused", "Opening new tab", null, "running"],
    ["paused", "tool_call", call, "waiting"],
    ["completed", "completed", null, "completed"],
    ["completed", "tool_call", call, "completed"],
    ["completed", "running", null, "completed"],
    ["error", "error", null, "failed"],
    ["error", "tool_call", call, "failed"],
  ])("with status %j, detailed status %j and tool call %j is %s", (...row) => {
    const [status, detailedStatus, toolCall, expected] = row;
    expect(runState(sample({ status, detailedStatus, toolCall }))).toBe(expected);
  });

  test.each<[string, object | null, RunState]>([
    ["error", null, "failed"],
    ["error", {}, "failed"],
    ["error", { error: "API abort" }, "stopped"],
    ["error", { output: "Manual abort" }, "stopped"],
    ["error", { error: "Manual abort" }, "stopped"],
    ["error", { output: "API abort" }, "stopped"],
    ["error", { error: "The API abort handler failed" }, "failed"],
    ["error", { output: { text: "Manual abort" } }, "failed"],
    ["completed", { output: "Manual abort" }, "completed"],
    ["running", { error: "API abort" }, "running"],
  ])("with status %j and result %j is %s", (status, given, expected) => {
    const result = given && resultDataSchema.parse({ status, dataTable: [], ...given });
    expect(runState(sample({ status, toolCall: null }), result)).toBe(expected);
  });
});

describe("what a state means", () => {
  test.each(RUN_STATES)("%s has a label, a meaning and a rank", (state) => {
    expect(STATE_LABEL[state]).toMatch(/^[A-Z]/);
    expect(STATE_MEANING[state].length).toBeGreaterThan(5);
    expect([0, 1, 2]).toContain(STATE_RANK[state]);
  });

  test("waiting comes before all others in a list", () => {
    const first = [...RUN_STATES].sort((a, b) => STATE_RANK[a] - STATE_RANK[b])[0];
    expect(first).toBe("waiting");
    expect(RUN_STATES.filter(isEnded)).toEqual(["completed", "failed", "stopped"]);
  });
});

type Recording = { samples: { data?: unknown }[]; result: { data: unknown } };

const folder = new URL("../../e2e/sandbox/recordings/", import.meta.url);
const recordings = readdirSync(folder).filter((file) => file.endsWith(".json"));

/** The states a recorded run went through, repeats merged; the end is read with its result. */
function statesOf(file: string): RunState[] {
  const recording = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Recording;
  const result = resultDataSchema.parse(recording.result.data);
  const states = recording.samples.flatMap(({ data }) => {
    if (data === undefined) return [];
    return [runState(statusSchema.parse(data), result)];
  });
  return states.filter((state, index) => state !== states[index - 1]);
}

describe("a run recorded from the real server", () => {
  const asked: RunState[] = ["preparing", "running", "waiting", "stopped"];
  const expected: Record<string, RunState[]> = {
    "agent-gives-up.json": ["preparing", "running", "failed"],
    "browser-task-completed.json": ["preparing", "running", "completed"],
    "browser-task-waits-for-input.json": asked,
    "decision-gives-up.json": ["preparing", "running", "failed"],
    "decision-waits-for-input.json": asked,
    "deep-research-completed.json": ["preparing", "running", "completed"],
    "generative-task-completed.json": ["preparing", "running", "completed"],
    "stopped-by-user.json": ["preparing", "running", "stopped"],
    "unknown-agent.json": ["preparing", "running", "failed"],
  };

  test("is known for every recording there is", () => {
    expect(recordings.sort()).toEqual(Object.keys(expected).sort());
  });

  test.each(Object.entries(expected))("%s goes through %j", (file, states) => {
    expect(statesOf(file)).toEqual(states);
  });
});
