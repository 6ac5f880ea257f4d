import { describe, expect, test } from "vitest";
import type { Transition } from "../contract/api.ts";
import { type RunFacts, timelineExportSchema } from "../contract/exports.ts";
import { exportName } from "./file-name.ts";
import { timelineExport, timelineTable } from "./timeline-export.ts";

const RUN: RunFacts = {
  task: { id: "task-1", name: "Heat pumps: prices & größe" },
  runId: "8f374523-0000-4000-8000-000000000000",
  server: "local",
  state: "completed",
  startedAt: "2026-03-02T12:00:00.000Z",
  endedAt: "2026-03-02T12:02:14.000Z",
  durationMs: 134_000,
  exportedAt: "2026-03-03T08:00:00.000Z",
};
const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 12, 0, second)).toISOString();

const transition = (seq: number, more: Partial<Transition> = {}): Transition => ({
  seq,
  kind: "step",
  at: at(seq * 10),
  until: at(seq * 10 + 10),
  precisionMs: 900,
  state: "running",
  step: "Reading",
  live: false,
  ...more,
});

const QUESTION = transition(2, {
  kind: "question",
  state: "waiting",
  step: "tool_call",
  toolCall: {
    id: "c1",
    name: "form_input",
    parameters: { heading: "Log in", fields: [{ label: "Password", defaultValue: "hunter2" }] },
  },
});
const ANSWERED = transition(3, {
  kind: "action",
  state: "waiting",
  action: { who: "you", what: "Answered" },
});

describe("an exported timeline", () => {
  const transitions = [
    transition(1, { kind: "gap", state: "unknown", step: null, precisionMs: 0 }),
    QUESTION,
    ANSWERED,
    transition(4),
    transition(5, { kind: "end", state: "completed", step: "completed", until: at(50) }),
  ];
  const exported = timelineExport(RUN, transitions, 7);

  test("is what the contract says", () => {
    expect(timelineExportSchema.parse(exported)).toEqual(exported);
  });

  test("names questions, how long they waited and who answered, and none of what was asked", () => {
    expect(exported.entries[1]?.question).toEqual({
      tool: "form_input",
      heading: "Log in",
      waitedMs: 20_000,
    });
    expect(exported.entries.map(({ words }) => words)).toEqual([
      "Not watched",
      "Asked a question",
      "Answered by you",
      "Reading",
      "Completed",
    ]);
    expect(JSON.stringify(exported)).not.toMatch(/hunter2|Password/);
  });

  test("says how it was recorded, and what is not in it", () => {
    expect(exported.recording).toEqual({
      precisionMs: 900,
      gaps: 1,
      gapsMs: 10_000,
      leftOut: 7,
    });
  });

  test("is a table whose rows all carry the run's facts", () => {
    const { columns, cells } = timelineTable(exported);
    expect(cells).toHaveLength(5);
    for (const row of cells) {
      expect(row).toHaveLength(columns.length);
      expect(row[columns.indexOf("run_id")]).toBe(RUN.runId);
    }
    expect(cells[3]?.[columns.indexOf("words")]).toBe("Reading");
    expect(cells[1]?.[columns.indexOf("question_waited_ms")]).toBe(20_000);
  });
});

test("a question that still waits has no time yet", () => {
  const { entries } = timelineExport(RUN, [{ ...QUESTION, until: null }], 0);
  expect(entries[0]?.question?.waitedMs).toBeNull();
});

test("a timeline without entries is a row of facts", () => {
  const { columns, cells } = timelineTable(timelineExport(RUN, [], 0));
  expect(cells).toHaveLength(1);
  expect(cells[0]?.[columns.indexOf("task")]).toBe(RUN.task.name);
});

test("a file is named by task, run and day, in letters every system takes", () => {
  expect(exportName(RUN, "timeline", "md")).toBe(
    "heat-pumps-prices-gro-e-8f374523-2026-03-02-timeline.md",
  );
  const named = (name: string) => exportName({ ...RUN, task: { id: "t1", name } }, "result", "csv");
  expect(named("空室を探す")).toBe("task-t1-8f374523-2026-03-02-result.csv");
  expect(named('../..\\"; x=\r\n')).toBe("x-8f374523-2026-03-02-result.csv");
  expect(named("a".repeat(300))).toHaveLength(40 + "-8f374523-2026-03-02-result.csv".length);
});
