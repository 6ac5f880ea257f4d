import { describe, expect, test } from "vitest";
import {
  clock,
  OWNER,
  record,
  recorded,
  recorder,
  running,
  story,
  unreachable,
  upstream,
  watchFor,
} from "@/e2e/support/recorder-world";

describe("what is written down", () => {
  test("every step that lasts a second, in order, within its stated precision", async () => {
    const truth: [step: string, atMs: number][] = [];
    await watchFor(2_000);
    for (const step of ["one", "two", "three", "four"]) {
      truth.push([step, clock.now()]);
      if (step === "one") upstream.start("r1", running(step));
      else upstream.present = running(step);
      await watchFor(1_700);
    }
    const rows = await recorded("r1");
    expect(rows.map((row) => row.step)).toEqual(truth.map(([step]) => step));
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3, 4]);
    rows.forEach((row, index) => {
      const [, atMs] = truth[index] ?? ["", Number.NaN];
      expect(row.at).toBeGreaterThanOrEqual(atMs);
      expect(row.at - row.precision_ms).toBeLessThanOrEqual(atMs);
      expect(row.precision_ms).toBeLessThan(1_100);
    });
  });

  test("a question, the browser's opening and closing, and the end are told apart", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.present = running("work", "https://live.example/1");
    await watchFor(2_000);
    upstream.present = {
      ...running("tool_call", "https://live.example/1"),
      toolCall: {
        toolCallId: "c1",
        tool: { name: "form_input", parameters: { heading: "Log in" } },
      },
    };
    await watchFor(2_000);
    upstream.end("completed");
    await watchFor(2_000);
    expect(await story("r1")).toEqual([
      "step work",
      "browser work",
      "question tool_call",
      "end completed",
    ]);
    const rows = await recorded("r1");
    expect(rows[2]).toMatchObject({ state: "waiting", live: 1 });
    expect(JSON.parse(rows[2]?.tool_call ?? "null")).toMatchObject({
      id: "c1",
      name: "form_input",
    });
  });

  test("the live URL never reaches the store", async () => {
    upstream.start("r1", running("work", "https://live.example/secret"));
    await watchFor(2_000);
    expect(JSON.stringify([await recorded("r1"), await record("r1")])).not.toContain("secret");
  });

  test("a stopped run never shows as failed: its result is read before its end is told", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.faults.set("/result", unreachable);
    upstream.end("error", { error: "API abort" });
    await watchFor(2_000);
    expect(await record("r1")).toMatchObject({ state: "running" });
    upstream.faults.clear();
    await watchFor(20_000);
    expect(await record("r1")).toMatchObject({ state: "stopped" });
    const end = (await recorded("r1")).at(-1);
    expect(await story("r1")).toEqual(["step work", "end error"]);
    expect(end?.precision_ms).toBeLessThan(1_100);
    expect((await record("r1"))?.ended_at).toBe(end?.at);
    expect((await recorded("r1")).map((row) => row.state)).not.toContain("failed");
  });

  test("detailedStatus “completed” or “error” ends nothing", async () => {
    upstream.start("r1", running("completed"));
    await watchFor(2_000);
    upstream.present = running("error");
    await watchFor(2_000);
    expect(await record("r1")).toMatchObject({ state: "running", step: "error" });
  });

  test("a run that was seen does not go back to having no status", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.present = { status: null, toolCall: null, liveStatus: null };
    await watchFor(2_000);
    expect(await record("r1")).toMatchObject({ state: "running", step: "work" });
    expect(recorder.watch(OWNER, "task").failure?.code).toBe("upstream_error");
  });
});

test.each([24, -24])(
  "a wall clock set off by %d hours keeps the order, and leaves no gap",
  async (hours) => {
    upstream.start("r1", running("one"));
    await watchFor(2_000);
    clock.jump(hours * 3_600_000);
    upstream.present = running("two");
    await watchFor(2_000);
    expect(await story("r1")).toEqual(["step one", "step two"]);
  },
);
