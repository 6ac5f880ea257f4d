import { expect, test } from "vitest";
import { type Json, type RunView, runViewSchema } from "@/lib/contract/api";
import { sharedRunViewSchema } from "@/lib/contract/shares";
import { type Sharing, sharedView } from "@/lib/server/shares/shared-view";

const TASK = "8f374523-ef17-4072-ac68-5824efefdf99";
const RUN = "run_0123456789";
const CALL = "0f9b1f0e-6a34-4f0b-9a1c-2f2f8b6a7c11";
const AT = "2026-01-01T00:00:00.000Z";

const EVERYTHING = { taskName: true, result: true, toolCalls: true, live: true };
const NOTHING = { taskName: false, result: false, toolCalls: false, live: false };

const sharing = (change: Partial<Sharing> = {}): Sharing => ({
  id: "shareid",
  label: null,
  expiresAt: AT,
  include: EVERYTHING,
  isOnlyRun: true,
  ids: [],
  ...change,
});

const call = (parameters: Json) => ({ id: CALL, name: "form_input", parameters });

function run(change: Partial<RunView> = {}): RunView {
  return runViewSchema.parse({
    task: { id: TASK, name: `Prices of ${TASK}`, active: true, createdHere: false },
    requests: {
      stopAt: null,
      stopAccepted: false,
      answerAt: null,
      answerAccepted: false,
      answerBy: null,
    },
    takesAnswers: true,
    runId: RUN,
    state: "waiting",
    step: `Looking at ${RUN.toUpperCase()}`,
    toolCall: call({ heading: `For ${RUN}`, [TASK]: 1 }),
    live: { url: "https://live.example/session", reason: null },
    freshness: { observedAt: AT, nextSampleAt: AT, stale: false, reason: null },
    startedAt: AT,
    endedAt: null,
    transitions: [
      {
        seq: 1,
        kind: "question",
        at: AT,
        until: null,
        precisionMs: 0,
        state: "waiting",
        step: "tool_call",
        live: true,
        toolCall: call({}),
      },
      {
        seq: 2,
        kind: "action",
        at: AT,
        until: null,
        precisionMs: 0,
        state: "running",
        step: null,
        live: true,
        action: { who: "you", what: "Answered" },
      },
    ],
    hasEarlier: false,
    newerRunId: "run_newer_than_that",
    result: {
      error: "connect ECONNREFUSED 127.0.0.1:5432",
      output: { of: [`${RUN} ${TASK}`] },
      dataTable: [{ row: RUN }],
      readAt: AT,
    },
    ...change,
  });
}

/** What leaves: the schema takes away what it does not name. */
const told = (view: RunView, given: Sharing) =>
  sharedRunViewSchema.strict().parse(sharedView(view, given));

test("no id, no error and no other run is in it, wherever the agent repeated them", () => {
  const text = JSON.stringify(told(run(), sharing()));
  for (const secret of [TASK, RUN, CALL, "run_newer", "ECONNREFUSED"]) {
    expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  }
  expect(text).toContain("Prices of …");
});

test("ids of other runs and of earlier questions are taken out too, with or without hyphens", () => {
  const sibling = "11111111-2222-4333-8444-555555555555";
  const step = `After ${sibling.replaceAll("-", "").toUpperCase()} and run_other_one, not ab-12`;
  const view = told(run({ step }), sharing({ ids: [sibling, "run_other_one", "ab-12"] }));
  expect(view.step).toBe("After … and …, not ab-12");
  const another = "99999999-2222-4333-8444-555555555555";
  expect(told(run({ step: another }), sharing({ ids: [sibling] })).step).toBe(another);
});

test("an address of a live view is in no text, unless the live view is included", () => {
  const live = "https://api.steel.dev/v1/sessions/canary/player";
  const step = `Opened ${live}, then https://example.com/page`;
  const view = told(run({ step }), sharing({ include: { ...EVERYTHING, live: false } }));
  expect(view.step).toBe("Opened … then https://example.com/page");
  expect(told(run({ step }), sharing()).step).toBe(step);
});

test("many ids and long texts are no work to speak of", () => {
  const uuid = (n: number) => `${n.toString(16).padStart(8, "0")}-2222-4333-8444-555555555555`;
  const ids = Array.from({ length: 400 }, (_, index) => uuid(index));
  const step = ids.join(" ").repeat(100);
  const before = process.threadCpuUsage();
  const clean = told(run({ step }), sharing({ ids })).step ?? "";
  // Of 1.5 MB; one pattern with all ids in it takes seconds.
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(1_000);
  expect(clean).not.toContain("2222");
});

test("what is not included is not there at all", () => {
  const view = told(run(), sharing({ include: NOTHING }));
  expect(Object.keys(view).toSorted()).toEqual([
    "endedAt",
    "expiresAt",
    "freshness",
    "hasEarlier",
    "label",
    "startedAt",
    "state",
    "step",
    "transitions",
  ]);
  expect(view.transitions[0]).not.toHaveProperty("toolCall");
});

test("ids of questions are the share's own, the same wherever the question is", () => {
  const view = told(run(), sharing());
  expect(view.toolCall?.id).toBe(view.transitions[0]?.toolCall?.id);
  expect(told(run(), sharing({ id: "another" })).toolCall?.id).not.toBe(view.toolCall?.id);
});

test("a password that an agent filled in is left out, other fields are not", () => {
  const field = (type: string) => ({ type, label: type, defaultValue: `my ${type}`, value: type });
  const byHint = { ...field("text"), autocomplete: "current-password", default: "x" };
  const fields = [field("password"), field("text"), field(" PassWord"), byHint, null, "x"];
  const parameters = { fields };
  const view = told(run({ toolCall: call(parameters) }), sharing());
  expect(view.toolCall?.parameters).toEqual({
    fields: [
      { type: "password", label: "password" },
      field("text"),
      { type: " PassWord", label: " PassWord" },
      { type: "text", label: "text", autocomplete: "current-password" },
      null,
      "x",
    ],
  });
});

test("the table is left out unless the task has had this one run only", () => {
  expect(told(run(), sharing()).result).toHaveProperty("dataTable", [{ row: "…" }]);
  expect(told(run(), sharing({ isOnlyRun: false })).result).not.toHaveProperty("dataTable");
});

test("who acted is the owner, whoever reads it", () => {
  expect(told(run(), sharing()).transitions[1]?.action?.who).toBe("the owner");
});

test("how a run was stopped is told by its state, not by the server's mark", () => {
  const result = { error: "API abort", output: "Manual abort", dataTable: [], readAt: AT };
  expect(told(run({ state: "stopped", result }), sharing()).result?.output).toBeNull();
});

test.each(["superseded", "key_rejected"] as const)(
  "that the run is %s is told as not being followed",
  (reason) => {
    const freshness = { observedAt: AT, nextSampleAt: AT, stale: true, reason };
    const view = told(run({ state: "running", freshness }), sharing());
    expect(view.freshness).toMatchObject({ reason: "not_followed", nextSampleAt: null });
  },
);

test("an ended run has no next sample: it would tell that its task goes on", () => {
  expect(told(run({ state: "completed" }), sharing()).freshness.nextSampleAt).toBeNull();
});
