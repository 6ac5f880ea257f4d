import { describe, expect, it } from "vitest";
import type { RunState, TaskList, TaskRow } from "../contract/api.ts";
import { asideWords, mergeTasks, openTasks, type ShownTasks } from "./shown-tasks.ts";

/** A task of that name and rank: "b2" has rank 2. */
const row = (id: string, state: RunState = "running"): TaskRow => ({
  id,
  name: id,
  active: true,
  rank: Number(id.slice(1)),
  run: { id: "r", state, step: null, startedAt: null, changedAt: null, changedWithinMs: null },
  recent: [],
});

const read = (tasks: TaskRow[], of = "/api/tasks") => ({
  of,
  list: { tasks, newest: Math.max(0, ...tasks.map(({ rank }) => rank)) } as TaskList,
});

const rows = (...ids: string[]) => ids.map((id) => row(id));
const ids = ({ rows, aside }: ShownTasks) => [rows, aside].map((part) => part.map(({ id }) => id));
const nobody = () => false;
const open = (...tasks: string[]) => openTasks(read(rows(...tasks)));

describe("a list that is read again", () => {
  it("takes the order of the list while nobody's hand is on it", () => {
    const next = mergeTasks(open("c3", "b2", "a1"), read(rows("a1", "c3", "b2")), false, nobody);
    expect(ids(next)).toEqual([["a1", "c3", "b2"], []]);
  });

  it("keeps its order while somebody's hand is on it, with new data in the same places", () => {
    const changed = row("a1", "waiting");
    const list = read([changed, ...rows("c3", "b2")]);
    const next = mergeTasks(open("c3", "b2", "a1"), list, true, nobody);
    expect(ids(next)).toEqual([["c3", "b2", "a1"], []]);
    expect(next.rows[2]).toBe(changed);
    expect(ids(mergeTasks(next, list, false, nobody))[0]).toEqual(["a1", "c3", "b2"]);
  });

  it("keeps a row that has left until the hand does, and knows that it has left", () => {
    const before = open("c3", "b2", "a1");
    const list = read(rows("c3", "a1"));
    const held = mergeTasks(before, list, true, nobody);
    expect(ids(held)).toEqual([["c3", "b2", "a1"], []]);
    expect(held.rows[1]).toBe(before.rows[1]);
    expect([...held.gone]).toEqual(["b2"]);
    expect(mergeTasks(held, read(rows("c3", "b2", "a1")), true, nobody).gone.size).toBe(0);
    expect(mergeTasks(held, list, false, nobody).gone.size).toBe(0);
    expect(ids(mergeTasks(held, list, false, nobody))).toEqual([["c3", "a1"], []]);
  });

  it.each([true, false])("lets new tasks wait, wherever the hand is: %s", (isHeld) => {
    const next = mergeTasks(open("b2", "a1"), read(rows("d4", "c3", "b2", "a1")), isHeld, nobody);
    expect(ids(next)).toEqual([
      ["b2", "a1"],
      ["d4", "c3"],
    ]);
    const later = mergeTasks(next, read(rows("c3", "b2", "a1")), isHeld, nobody);
    expect(ids(later)).toEqual([["b2", "a1"], ["c3"]]);
  });

  it("shows what this tab created at once", () => {
    const list = read(rows("d4", "c3", "b2"));
    for (const isHeld of [true, false]) {
      const next = mergeTasks(open("b2"), list, isHeld, (id) => id === "d4");
      expect(ids(next)).toEqual([["d4", "b2"], ["c3"]]);
    }
  });

  it("takes in older tasks that come onto the page, under a hand only below the others", () => {
    const before = open("c3", "b2");
    const list = read([row("a1", "waiting"), ...rows("c3", "b2", "a0")]);
    const held = mergeTasks(before, list, true, nobody);
    expect(ids(held)).toEqual([["c3", "b2", "a0"], ["a1"]]);
    expect(asideWords(held)).toBe("1 more task, 1 waiting for you");
    expect(ids(mergeTasks(held, list, false, nobody))).toEqual([["a1", "c3", "b2", "a0"], []]);
  });

  it.each([
    ["another filter is set", open("a1"), read(rows("c3", "b2"), "/api/tasks?q=x")],
    ["nothing was there", open(), read(rows("c3", "b2"))],
    ["nothing is left of what was there", open("a1"), read(rows("c3", "b2"))],
  ])("is shown whole when %s", (_name, before, list) => {
    expect(ids(mergeTasks(before, list, false, nobody))).toEqual([["c3", "b2"], []]);
  });
});

describe("the button that shows the rest", () => {
  it.each([
    ["", []],
    ["1 new task", [row("b2")]],
    ["2 new tasks", rows("c3", "b2")],
    ["2 new tasks, 1 waiting for you", [row("c3", "waiting"), row("b2")]],
    ["1 new task, 1 waiting for you", [row("c3", "waiting")]],
    ["2 more tasks", rows("c3", "a1")],
  ])("says “%s”", (words, aside) => {
    expect(asideWords({ aside, newest: 1 })).toBe(words);
  });
});
