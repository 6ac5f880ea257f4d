import { beforeEach, expect, test } from "vitest";
import { inEachStore } from "@/e2e/support/stores";
import type { Store } from "@/lib/server/store/store";

const RUN = { owner: "me", taskId: "t", runId: "r" };
const stop = { ...RUN, kind: "stop" as const, toolCallId: "" };
const answer = { ...RUN, kind: "answer" as const, toolCallId: "c" };

inEachStore("requests", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    await store.runs.add("me", "t", [{ id: "r", created_at: 1 }]);
  });

  test("are told in the order they were asked, to their owner alone", async () => {
    await store.requests.begin(stop, "you", 20, 60_000);
    await store.requests.begin(answer, "link", 10, 60_000);
    await store.requests.accept(answer);
    expect(await store.requests.of(RUN)).toMatchObject([
      { kind: "answer", tool_call_id: "c", who: "link", at: 10, accepted: 1 },
      { kind: "stop", tool_call_id: "", who: "you", at: 20, accepted: 0 },
    ]);
    expect(await store.requests.of({ ...RUN, owner: "somebody else" })).toEqual([]);
  });

  test("are under way once, whoever asks, until that is over or its process must be gone", async () => {
    const other = await open();
    expect(await store.requests.begin(answer, "you", 20, 100)).toBe(true);
    expect(await other.requests.begin(answer, "link", 30, 100)).toBe(false);
    await store.requests.finish(answer);
    expect(await other.requests.begin(answer, "link", 40, 100)).toBe(true);
    expect(await store.requests.begin(answer, "you", 139, 100)).toBe(false);
    expect(await store.requests.begin(answer, "you", 140, 100)).toBe(true);
    expect(await store.requests.of(RUN)).toMatchObject([{ who: "you", at: 140, sent_at: 140 }]);
  });

  test("are no longer under way once the only process is gone", async () => {
    await store.requests.begin(answer, "you", 20, 100);
    await store.requests.finishAll();
    expect(await store.requests.begin(answer, "you", 21, 100)).toBe(true);
  });

  test("that were accepted stay so, whatever becomes of the same asked again", async () => {
    await store.requests.begin(answer, "you", 20, 100);
    await store.requests.accept(answer);
    await store.requests.finish(answer);
    await store.requests.begin(answer, "link", 30, 100);
    await store.requests.drop(answer);
    expect(await store.requests.of(RUN)).toMatchObject([
      { who: "you", at: 20, sent_at: 30, accepted: 1 },
    ]);
  });

  test("that came to nothing are forgotten, and no others", async () => {
    await store.requests.begin(stop, "you", 20, 60_000);
    await store.requests.begin(answer, "you", 30, 60_000);
    await store.requests.drop(stop);
    expect(await store.requests.of(RUN)).toMatchObject([{ kind: "answer" }]);
  });

  test("end with the rows that tell them, both or neither", async () => {
    await store.requests.begin(stop, "you", 20, 60_000);
    const over = await store.requests.of(RUN);
    const row = {
      seq: 1,
      kind: "action",
      at: 20,
      precision_ms: 0,
      state: "running",
      step: null,
      live: 0,
      tool_call: null,
      action: '{"who":"you","what":"Stopped"}',
    };
    await expect(store.runs.append(RUN, [row, row], {}, null, over)).rejects.toThrow();
    expect(await store.requests.of(RUN)).toHaveLength(1);
    await store.runs.append(RUN, [row], { state: "stopped" }, null, over);
    expect(await store.requests.of(RUN)).toEqual([]);
    expect(await store.transitions.newest(RUN, 5)).toMatchObject([{ action: row.action }]);
  });
});
