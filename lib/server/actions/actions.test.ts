import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import {
  clock,
  meanwhile,
  OWNER,
  recorded,
  running,
  runtimeOf,
  store,
  unreadable,
  upstream,
  watchFor,
} from "@/e2e/support/recorder-world";
import { answerToolCall } from "@/lib/server/actions/answer";
import { stopRun } from "@/lib/server/actions/stop";
import { AppError } from "@/lib/server/errors";

const asked = (id: string) => ({
  status: "running",
  detailedStatus: "tool_call",
  toolCall: { toolCallId: id, tool: { name: "form_input", parameters: {} } },
});
const stop = { owner: OWNER, taskId: "task", runId: "r1", kind: "stop" as const, toolCallId: "" };
const answer = { ...stop, kind: "answer" as const, toolCallId: "c1" };
const told = async () =>
  (await recorded("r1")).map(({ kind, step, state, action }) => {
    const { who, what } = JSON.parse(action ?? "{}") as { who?: string; what?: string };
    return kind === "action" ? `${what} by ${who}` : `${kind} ${step ?? state}`;
  });
const left = () => store.requests.of({ owner: OWNER, taskId: "task", runId: "r1" });
const refusal = (error: string) => () => ({
  status: 200,
  body: JSON.stringify({ success: false, error }),
  retryAfter: null,
  date: null,
});

test("an answer that was accepted is told once its question is gone, and not before", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(3_000);
  await store.requests.begin(answer, "you", clock.now(), 60_000);
  await store.requests.accept(answer);
  await watchFor(3_000);
  expect(await told()).toEqual(["question tool_call"]);
  upstream.present = running("Going on");
  await watchFor(3_000);
  expect(await told()).toEqual(["question tool_call", "Answered by you", "step Going on"]);
  expect(await left()).toEqual([]);
  const [question, action, step] = await recorded("r1");
  expect(action?.at).toBeGreaterThan(question?.at ?? 0);
  expect(step?.at).toBeGreaterThan(action?.at ?? 0);
});

test.each([
  ["whose acceptance nobody saw", false, running("Going on"), "Answer sent by link"],
  ["before the run was stopped", true, { status: "error" }, "Answer sent by link"],
])("an answer %s is told as sent", async (_name, isAccepted, present, words) => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  await store.requests.begin(answer, "link", clock.now(), 60_000);
  if (isAccepted) await store.requests.accept(answer);
  if (present.status === "error") upstream.end("error", { error: "API abort" });
  else upstream.present = present;
  await watchFor(3_000);
  expect((await told())[1]).toBe(words);
});

test("the answer to another question is not told with this one's end", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  await store.requests.begin({ ...answer, toolCallId: "c2" }, "you", clock.now(), 60_000);
  upstream.present = asked("c2");
  await watchFor(2_000);
  expect(await told()).toEqual(["question tool_call", "question tool_call"]);
  expect(await left()).toHaveLength(1);
});

test.each([
  ["stops it", true, "error", { error: "API abort" }, "Stopped by you", "end error"],
  ["does not stop it", true, "completed", {}, "Stop requested by you", "end completed"],
  ["is lost", false, "error", { error: "API abort" }, "Stop requested by you", "end error"],
])(
  "a stop that %s is told before the end",
  async (_name, isAccepted, status, result, words, end) => {
    upstream.start("r1", running("Working"));
    await watchFor(2_000);
    await store.requests.begin(stop, "you", clock.now(), 60_000);
    if (isAccepted) await store.requests.accept(stop);
    upstream.end(status, result);
    await watchFor(3_000);
    expect(await told()).toEqual(["step Working", words, end]);
    expect(await left()).toEqual([]);
  },
);

const question = { taskId: "task", runId: "r1", callId: "c1" };
const send = (input = "[]") =>
  meanwhile(answerToolCall(runtimeOf(), { owner: OWNER }, question, input));

test("an answer is sent with its call's id, to its run, and confirmed by the status", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  upstream.onWrite = ({ path }) => {
    if (path.includes("tool-input")) upstream.present = running("Going on");
  };
  expect(await send('[{"value":1}]')).toEqual({ outcome: "continued" });
  expect(upstream.writes).toEqual([
    {
      method: "POST",
      path: "/task/task/run/r1/tool-input?runId=r1",
      body: { input: '[{"value":1}]', toolCallId: "c1" },
    },
  ]);
});

test.each([
  ["accepts it and drops it", null, "answer_unconfirmed", 1],
  ["says that the right id is wrong", "Tool call ID mismatch", "answers_unsupported", 0],
  ["refuses it", "invalid input syntax for type uuid", "upstream_refused", 0],
])("a server that %s: %s is %s", async (_name, error, code, kept) => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  if (error) upstream.faults.set("tool-input", refusal(error));
  await expect(send()).rejects.toMatchObject({ code });
  expect(await left()).toHaveLength(kept);
});

test("a server that wants messages is sent the same answer as one, once more", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  upstream.faults.set("tool-input", refusal("messages.map is not a function"));
  upstream.onWrite = ({ body }) => {
    if (typeof body?.input !== "string") {
      upstream.faults.clear();
      upstream.present = running("Going on");
    }
  };
  expect(await send("yes")).toEqual({ outcome: "continued" });
  expect(upstream.writes.map(({ body }) => body)).toEqual([
    { input: "yes", toolCallId: "c1" },
    { input: [{ role: "user", content: "yes" }], toolCallId: "c1" },
  ]);
});

test("a mismatch while another question is asked by now is a stale answer", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  upstream.faults.set("tool-input", refusal("Tool call ID mismatch"));
  upstream.onWrite = () => {
    upstream.present = asked("c2");
  };
  await expect(send()).rejects.toMatchObject({ code: "answer_stale" });
});

test("an answer to a question that is not asked is not sent", async () => {
  upstream.start("r1", asked("c2"));
  await watchFor(2_000);
  await expect(send()).rejects.toMatchObject({ code: "answer_stale" });
  expect(upstream.writes).toEqual([]);
});

const stopNow = () => meanwhile(stopRun(runtimeOf(), { owner: OWNER }, "task", "latest"));

test("a stop names its run, has no body, and claims no more than the server's word", async () => {
  upstream.start("r1", running("Working"));
  await watchFor(2_000);
  expect(await stopNow()).toEqual({ outcome: "accepted", state: "running" });
  expect(upstream.writes).toEqual([
    { method: "PUT", path: "/task/task/run/r1/stop?runId=r1", body: undefined },
  ]);
});

const page = () => ({ status: 404, body: "<pre>Cannot PUT</pre>", retryAfter: null, date: null });

test("a path that is denied once does not turn a stop into one of the newest run", async () => {
  upstream.start("r1", running("Working"));
  await watchFor(2_000);
  upstream.faults.set("/run/r1/stop", page);
  await expect(stopNow()).rejects.toMatchObject({ code: "upstream_refused" });
  expect(upstream.writes.map(({ path }) => path)).toEqual(["/task/task/run/r1/stop?runId=r1"]);
});

test("where no path names a run, the query does", async () => {
  upstream.start("r1", running("Working"));
  await watchFor(2_000);
  upstream.faults.set("/run/r1/", page);
  expect(await stopNow()).toMatchObject({ outcome: "accepted" });
  expect(upstream.writes.map(({ path }) => path).at(-1)).toBe("/task/task/run/stop?runId=r1");
});

test("a run that ended meanwhile is told as that", async () => {
  upstream.start("r1", running("Working"));
  await watchFor(2_000);
  upstream.faults.set("/stop", refusal("Run already completed"));
  expect(await stopNow()).toMatchObject({ outcome: "already_ended" });
  expect(await left()).toEqual([]);
});

test("a question whose run failed while it was open was not answered, accepted or not", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  await store.requests.begin(answer, "you", clock.now(), 60_000);
  await store.requests.accept(answer);
  await watchFor(2_000);
  upstream.end("error");
  await watchFor(3_000);
  expect(await told()).toEqual(["question tool_call", "Answer sent by you", "end error"]);
});

test("while an answer is under way, no other one is sent, by whatever process", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  await store.requests.begin(answer, "link", clock.now(), 60_000);
  await expect(send()).rejects.toMatchObject({ code: "already_sent" });
  expect(upstream.writes).toEqual([]);
});

test("a run that cannot be seen after the server accepted is not said to wait", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  upstream.onWrite = () => {
    upstream.faults.set("/run/status", unreadable);
    upstream.faults.set("/runs", unreadable);
  };
  await expect(send()).rejects.toMatchObject({ code: "outcome_unknown", mayBeDone: true });
});

test("where no answer came, nobody waits for more than ten seconds to be told so", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  upstream.faults.set("tool-input", () => {
    throw new AppError("upstream_timeout", { mayBeDone: true });
  });
  const begun = clock.now();
  await expect(send()).rejects.toMatchObject({ code: "outcome_unknown", mayBeDone: true });
  expect(clock.now() - begun).toBeLessThanOrEqual(10_300);
});

test("what the server repeats of an answer is in no error, whatever becomes of it", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  for (const status of [200, 500]) {
    const echo = { ...refusal('invalid input syntax for type json: "hunter2"')(), status };
    upstream.faults.set("tool-input", () => echo);
    const error: unknown = await send("hunter2").catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 10 })).not.toContain("hunter2");
  }
});

test("a stop that is refused does not undo the one before it", async () => {
  upstream.start("r1", running("Working"));
  await watchFor(2_000);
  await stopNow();
  upstream.faults.set("/stop", refusal("Run already completed"));
  expect(await stopNow()).toMatchObject({ outcome: "already_ended" });
  upstream.end("error", { error: "API abort" });
  await watchFor(3_000);
  expect(await told()).toEqual(["step Working", "Stopped by you", "end error"]);
});

test("a stop that was accepted stays so when the store fails right after", async () => {
  upstream.start("r1", running("Working"));
  await watchFor(2_000);
  const broken = { ...store.runs, find: vi.fn(store.runs.find) };
  upstream.onWrite = () => {
    broken.find.mockRejectedValue(new AppError("store_unavailable"));
  };
  const world = { ...runtimeOf(), store: { ...store, runs: broken } };
  const stopped = meanwhile(stopRun(world, { owner: OWNER }, "task", "latest"));
  expect(await stopped).toEqual({ outcome: "accepted", state: "running" });
});

test("a success that cannot be read is not sent again in another form", async () => {
  upstream.start("r1", running("Working"));
  await watchFor(2_000);
  upstream.faults.set("/run/r1/", () => ({ ...page(), status: 200, body: "OK" }));
  await expect(stopNow()).rejects.toMatchObject({ code: "outcome_unknown" });
  expect(upstream.writes).toHaveLength(1);
});

test.each(["Tool call ID mismatch", "messages.map is not a function"])(
  "an answer that says %j and is repeated by the server is refused, and no more",
  async (words) => {
    upstream.start("r1", asked("c1"));
    await watchFor(2_000);
    upstream.faults.set("tool-input", refusal(`no such thing: "${words}"`));
    await expect(send(words)).rejects.toMatchObject({ code: "upstream_refused" });
    expect(upstream.writes).toHaveLength(1);
    expect(await store.answerRefusals.atOf(OWNER)).toBeNull();
  },
);

test("an answer that may have been taken is not sent again as messages", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  const failed = { ...refusal("messages.map is not a function")(), status: 500 };
  upstream.faults.set("tool-input", () => failed);
  await expect(send()).rejects.toMatchObject({ code: "outcome_unknown" });
  expect(upstream.writes).toHaveLength(1);
});

test("an answer that is refused because its question has gone was too late", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  upstream.faults.set("tool-input", refusal("The run is not waiting for input"));
  upstream.onWrite = () => {
    upstream.present = running("Going on");
  };
  await expect(send()).rejects.toMatchObject({ code: "answer_stale" });
});

test("an id that is not sent to the letter shows nothing of what the server can do", async () => {
  upstream.start("r1", { ...asked("c1"), toolCall: { ...asked("c1").toolCall, toolCallId: 7 } });
  await watchFor(2_000);
  upstream.faults.set("tool-input", refusal("Tool call ID mismatch"));
  const answered = answerToolCall(
    runtimeOf(),
    { owner: OWNER },
    { ...question, callId: "7" },
    "[]",
  );
  await expect(meanwhile(answered)).rejects.toMatchObject({ code: "upstream_refused" });
  expect(await store.answerRefusals.atOf(OWNER)).toBeNull();
});

test.each([
  ["cannot be read", "c1"],
  ["has no id", { toolCallId: null, tool: { name: "form_input" } }],
])("a run that waits with a question that %s has not gone on", async (_name, toolCall) => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  upstream.onWrite = () => {
    upstream.present = { status: "running", detailedStatus: "tool_call", toolCall };
  };
  await expect(send()).rejects.toMatchObject({ code: "answer_unconfirmed" });
});

test("a run that ended with its question still there is told at once", async () => {
  upstream.start("r1", asked("c1"));
  await watchFor(2_000);
  upstream.onWrite = () => {
    upstream.end("completed");
    upstream.present = { ...asked("c1"), status: "completed" };
  };
  const begunMs = clock.now();
  expect(await send()).toEqual({ outcome: "ended" });
  expect(clock.now() - begunMs).toBeLessThan(5_000);
});
