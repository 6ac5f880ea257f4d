import { beforeEach, describe, expect, test } from "vitest";
import {
  clock,
  meanwhile,
  OWNER,
  recorder,
  restart,
  running,
  runtimeOf,
  store,
  unreachable,
  upstream,
  watchFor,
} from "@/e2e/support/recorder-world";
import { AppError } from "@/lib/server/errors";
import type { Runtime } from "@/lib/server/runtime";
import { endOverQuestions } from "@/lib/server/shares/answer-link-question";
import { answerThroughLink, getQuestion } from "@/lib/server/shares/answer-link-use";
import { openShare } from "@/lib/server/shares/open-share";
import { publicState } from "@/lib/server/shares/public-state";
import { hashOfSecret, newShare } from "@/lib/server/shares/secret";
import { shareRow } from "@/lib/server/shares/share-row";
import type { NewShare } from "@/lib/server/store/shares";

const HOUR_MS = 3_600_000;
const CALL = "6f1d1a52-77d3-4b39-9d0e-0c41f2a9b6e1";

const asked = (id: string) => ({
  status: "running",
  detailedStatus: "tool_call",
  toolCall: {
    toolCallId: id,
    tool: {
      name: "form_input",
      parameters: {
        heading: `Sign in, see task r1-of-the-task and call ${CALL.toUpperCase()}`,
        fields: [{ type: "password", label: "Password", defaultValue: "hunter2" }],
      },
    },
  },
});
const refusal = (error: string) => () => ({
  status: 200,
  body: JSON.stringify({ success: false, error }),
  retryAfter: null,
  date: null,
});

const shareKeys = { ready: async () => undefined, refresh: async () => undefined };
const world = () => ({ ...runtimeOf(), shareKeys }) as unknown as Runtime;

type Link = { id: string; secret: string };

async function link(change: Partial<NewShare> = {}): Promise<Link> {
  const made = newShare();
  const row = {
    id: made.id,
    secret_hash: hashOfSecret(made.secret),
    owner: OWNER,
    task_id: "task",
    run_id: "r1-of-the-task",
    tool_call_id: CALL,
    label: null,
    include_task_name: 0,
    include_result: 0,
    include_tool_calls: 0,
    include_live: 0,
    badge: 1,
    card: 1,
    created_at: clock.now(),
    expires_at: clock.now() + HOUR_MS,
    sealed_key: "sealed",
    ...change,
  };
  expect(await store.shares.insert(row, 1)).toBe(true);
  return made;
}

const codeOf = (error: unknown) => (error instanceof AppError ? error.code : String(error));
const read = ({ id, secret }: Link) => meanwhile(getQuestion(world(), id, `Share ${secret}`, true));
const stateOf = (made: Link) => read(made).then(({ state }) => state, codeOf);
const admit = async () => undefined;
const answer = ({ id, secret }: Link, input = "[]") =>
  meanwhile(answerThroughLink(world(), id, `Share ${secret}`, input, admit));
const outcomeOf = (made: Link) => answer(made).then(({ outcome }) => outcome, codeOf);
const record = async ({ id }: Link) => store.answerLinks.find(id);
const goesOn = () => {
  upstream.onWrite = ({ path }) => {
    if (path.includes("tool-input")) upstream.present = running("Going on");
  };
};

beforeEach(async () => {
  upstream.start("r1-of-the-task", asked(CALL));
  await watchFor(2_000);
});

describe("what a link tells", () => {
  test("is the question without ids and passwords, and when it ends; nothing of the run", async () => {
    const endsAt = new Date(clock.now() + HOUR_MS).toISOString();
    const made = await link();
    expect(await read(made)).toEqual({
      state: "open",
      expiresAt: endsAt,
      question: {
        name: "form_input",
        parameters: {
          heading: "Sign in, see task … and call …",
          fields: [{ type: "password", label: "Password" }],
        },
      },
    });
    expect((await record(made))?.views).toBe(1);
  });

  test("is nothing to whoever has a wrong secret, or another kind of link", async () => {
    const answers = await link();
    const shows = await link({ tool_call_id: null });
    const wrong = { ...answers, secret: newShare().secret };
    for (const miss of [wrong, { ...answers, id: "AAAAAAAAAAAA" }, shows]) {
      expect(await stateOf(miss)).toBe("not_found");
      expect(await outcomeOf(miss)).toBe("not_found");
    }
    await expect(
      openShare({ store, clock }, answers.id, `Share ${answers.secret}`),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await publicState({ store, clock }, answers.id, "badge")).toEqual({ found: "nothing" });
    expect(await publicState({ store, clock }, answers.id, "card")).toEqual({ found: "nothing" });
    expect(upstream.writes).toEqual([]);
  });

  test.each([
    ["revoked", () => store.shares.revoke(OWNER, null, clock.now()), "share_ended"],
    ["paused", (id: string) => store.shares.change(OWNER, id, { paused_at: 1 }), "share_paused"],
    ["without a key", async () => recorder.keyring.drop(OWNER), "share_paused"],
    ["past its time", () => clock.advance(HOUR_MS), "share_ended"],
    [
      "over with its question",
      async () => void (upstream.present = asked("another question")),
      "question_over",
    ],
    ["over with its run", async () => upstream.end("completed"), "question_over"],
    [
      "pushed aside by a newer run",
      async () => upstream.start("r2", running("Working")),
      "question_over",
    ],
  ])("is why there is nothing to answer, when it is %s", async (_name, come, code) => {
    const made = await link();
    await come(made.id);
    if (recorder.keyring.has(OWNER)) await watchFor(3_000);
    expect(await stateOf(made)).toBe(code);
    expect(await outcomeOf(made)).toBe(code);
    expect(upstream.writes).toEqual([]);
  });
});

describe("an answer through a link", () => {
  test("is sent once, to the letter, however many send one at once", async () => {
    const made = await link();
    upstream.onWrite = () => {
      clock.after(1_500, () => {
        upstream.present = running("Going on");
      });
    };
    const told = await meanwhile(
      Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          answerThroughLink(world(), made.id, `Share ${made.secret}`, `[${index}]`, admit).then(
            ({ outcome }) => outcome as string,
            codeOf,
          ),
        ),
      ),
    );
    expect(told.filter((outcome) => outcome === "continued")).toHaveLength(1);
    expect(told.filter((outcome) => outcome === "already_sent")).toHaveLength(9);
    expect(upstream.writes).toHaveLength(1);
    expect(upstream.writes[0]?.body?.toolCallId).toBe(CALL);
    await expect(read(made)).rejects.toMatchObject({
      code: "link_used",
      message: "An answer was sent, and the agent continued.",
    });
    expect(await outcomeOf(made)).toBe("link_used");
    expect(await record(made)).toMatchObject({ ended_why: "used", sealed_key: null });
    // Whoever it was is told in the timeline; what they said is stored nowhere.
    const rows = await store.transitions.newest(
      { owner: OWNER, taskId: "task", runId: "r1-of-the-task" },
      9,
    );
    expect(rows.map(({ action }) => action)).toContain(
      JSON.stringify({ who: "link", what: "Answered" }),
    );
  });

  test("is told to be under way while it is", async () => {
    const made = await link();
    const sent = answer(made);
    await clock.advance(500);
    expect(await stateOf(made)).toBe("sending");
    expect(await outcomeOf(made)).toBe("already_sent");
    upstream.present = running("Going on");
    expect(await sent).toEqual({ outcome: "continued" });
  });

  test.each([
    ["refuses it", refusal("invalid input syntax"), "upstream_refused"],
    ["cannot be reached", unreachable, "upstream_unreachable"],
    ["is told too much", () => ({ ...refusal("")(), status: 429 }), "rate_limited"],
  ])("that a server %s was not given: the link is as before", async (_name, fault, code) => {
    const made = await link();
    upstream.faults.set("tool-input", fault);
    expect(await outcomeOf(made)).toBe(code);
    expect(await record(made)).toMatchObject({ used_at: null, ended_at: null });
    expect(await stateOf(made)).toBe("open");
    upstream.faults.clear();
    await watchFor(1_000);
    goesOn();
    expect(await outcomeOf(made)).toBe("continued");
  });

  test("that is refused is told without the server's words, which may repeat it", async () => {
    const made = await link();
    upstream.faults.set("tool-input", refusal("cannot read hunter2"));
    const error: unknown = await answer(made, "hunter2").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "upstream_refused", cause: undefined });
  });

  const lost = () => {
    throw new AppError("upstream_timeout", { mayBeDone: true });
  };
  test.each([
    ["accepts it and goes on waiting", null, /accepted, but the agent has not been seen/],
    ["does not answer", lost, /nothing confirmed that it arrived/],
  ])(
    "to a server that %s is taken as sent, and nothing more is claimed",
    async (_n, fault, words) => {
      const made = await link();
      if (fault) upstream.faults.set("tool-input", fault);
      await expect(answer(made)).rejects.toMatchObject({
        code: "answer_unconfirmed",
        message: expect.stringMatching(words),
      });
      const told = { code: "link_used", message: expect.stringMatching(/not been seen to go on/) };
      await expect(read(made)).rejects.toMatchObject(told);
      const why = fault ? "unconfirmed" : "used";
      expect(await record(made)).toMatchObject({ ended_why: why, sealed_key: null });
    },
  );

  test("to a server that takes none ends the link, which says so", async () => {
    const made = await link();
    upstream.faults.set("tool-input", refusal("Tool call ID mismatch"));
    expect(await outcomeOf(made)).toBe("answers_unsupported");
    const told = { code: "share_ended", message: expect.stringMatching(/cannot take answers/) };
    await expect(read(made)).rejects.toMatchObject(told);
    expect(await record(made)).toMatchObject({ ended_why: "unsupported", used_at: null });
  });

  test("with a key that is not accepted any more pauses the link", async () => {
    const made = await link();
    upstream.faults.set("tool-input", refusal("Invalid API key"));
    expect(await outcomeOf(made)).toBe("share_paused");
    expect(await record(made)).toMatchObject({ paused_why: "key_rejected", sealed_key: null });
  });
});

test("a link is over with its question, also when nobody opens it", async () => {
  const made = await link();
  await endOverQuestions({ store, clock }, null);
  expect((await record(made))?.ended_at).toBeNull();
  upstream.present = running("Going on");
  await watchFor(2_000);
  await endOverQuestions({ store, clock }, null);
  expect(await record(made)).toMatchObject({ ended_why: "question_over", sealed_key: null });
});

test("a link to another owner's question is not looked at for this one's list", async () => {
  const theirs = await link({ owner: "somebody else" });
  await endOverQuestions({ store, clock }, OWNER);
  expect((await record(theirs))?.ended_at).toBeNull();
  await endOverQuestions({ store, clock }, null);
  expect(await record(theirs)).toMatchObject({ ended_why: "question_over" });
});

const claim = async ({ id }: Link) =>
  expect(await store.answerLinks.claim(id, clock.now())).toBe(true);
const wordsOf = (made: Link) =>
  read(made).then(
    ({ state }) => state as string,
    (error: unknown) => (error instanceof AppError ? `${error.code}: ${error.message}` : ""),
  );
const statusOf = async ({ id }: Link) => {
  const row = await store.shares.withNames(OWNER, id);
  return row && shareRow(row, clock.now()).status;
};

test("the next question is not shown to whoever has a link to the one before", async () => {
  const made = await link();
  await claim(made);
  expect(await stateOf(made)).toBe("sending");
  upstream.present = asked("the next one");
  await watchFor(3_000);
  expect((await record(made))?.ended_at).toBeNull();
  expect(await stateOf(made)).toBe("question_over");
});

describe("an answer whose process is gone", () => {
  const question = {
    owner: OWNER,
    taskId: "task",
    runId: "r1-of-the-task",
    kind: "answer" as const,
    toolCallId: CALL,
  };
  const accept = async () => {
    expect(await store.requests.begin(question, "link", clock.now(), 1)).toBe(true);
    await store.requests.accept(question);
  };
  const passes = async () => {
    await endOverQuestions({ store, clock }, null);
    // Two looks, three calls to send it, three to check, and the wait for the agent.
    await watchFor(8 * 18_000 + 20_000);
    await endOverQuestions({ store, clock }, null);
  };

  test("is under way for as long as one may take, then may have been sent", async () => {
    const made = await link();
    await claim(made);
    await passes();
    expect((await record(made))?.ended_at).toBeNull();
    expect(await statusOf(made)).toBe("unconfirmed");
    await watchFor(20_000);
    await endOverQuestions({ store, clock }, null);
    expect(await wordsOf(made)).toMatch(
      /link_used: An answer may have been sent\. .* not been seen/,
    );
    expect(await record(made)).toMatchObject({ ended_why: "unconfirmed", sealed_key: null });
    expect(await statusOf(made)).toBe("unconfirmed");
  });

  test.each([
    ["and the agent still asks", () => undefined, /An answer was sent\. The agent has not been/],
    [
      "and the agent went on",
      () => void (upstream.present = running("Going on")),
      /An answer was sent, and the agent continued/,
    ],
  ])("was sent if the server was seen to accept it %s", async (_name, come, words) => {
    const made = await link();
    await claim(made);
    await accept();
    come();
    await passes();
    await watchFor(20_000);
    await endOverQuestions({ store, clock }, null);
    expect(await wordsOf(made)).toMatch(words);
    expect(await statusOf(made)).toBe("used");
  });

  test("was not sent through this link if the owner's was accepted before", async () => {
    const made = await link();
    await accept();
    await clock.advance(10);
    await claim(made);
    await passes();
    await watchFor(20_000);
    await endOverQuestions({ store, clock }, null);
    expect(await wordsOf(made)).toMatch(/may have been sent/);
  });
});

test("an answer that is sent while its link ends was sent, and nothing less is said", async () => {
  const made = await link();
  upstream.onWrite = () => {
    void store.shares.revoke(OWNER, made.id, clock.now());
    upstream.present = running("Going on");
  };
  expect(await outcomeOf(made)).toBe("continued");
  expect(await wordsOf(made)).toMatch(/An answer was sent, and the agent continued/);
  expect(await statusOf(made)).toBe("used");
});

test("an answer that was taken for sent too early, and was not, gives its link back", async () => {
  const made = await link();
  upstream.onWrite = () => void store.answerLinks.end(made.id, clock.now(), "used");
  upstream.faults.set("tool-input", refusal("invalid input syntax"));
  expect(await outcomeOf(made)).toBe("upstream_refused");
  expect(await record(made)).toMatchObject({ used_at: null, ended_at: null, sealed_key: "sealed" });
  expect(await stateOf(made)).toBe("open");
});

describe("what became of a question is claimed as far as it was seen", () => {
  const use = async (made: Link) => {
    await claim(made);
    await store.answerLinks.end(made.id, clock.now(), "used");
  };
  const newer = async (result: Record<string, unknown>) => {
    upstream.start("r2", running("Working"));
    const [, older] = upstream.runs;
    if (older) older.result = result;
    await watchFor(90_000);
  };
  const stateOfRun = async () =>
    (await store.runs.find({ owner: OWNER, taskId: "task", runId: "r1-of-the-task" }))?.state;

  test.each([
    ["running", { status: "running" }],
    ["unknown", { status: null }],
  ])("when a newer run hides it, which leaves it %s", async (state, result) => {
    const used = await link();
    await use(used);
    const unused = await link();
    await newer(result);
    expect(await stateOfRun()).toBe(state);
    expect(await wordsOf(used)).toMatch(/sent\. Whether .* cannot be seen: a newer run/);
    await endOverQuestions({ store, clock }, null);
    expect(await wordsOf(unused)).toMatch(/question_over: A newer run .* cannot be seen/);
    await expect(answer(unused)).rejects.toMatchObject({
      code: "question_over",
      message: expect.stringMatching(/cannot be seen/),
    });
  });

  test("when it went on before a newer run hid it", async () => {
    const made = await link();
    await use(made);
    upstream.present = running("Going on");
    await watchFor(3_000);
    await newer({ status: "running" });
    expect(await wordsOf(made)).toMatch(/, and the agent continued/);
  });

  test("when it went while nobody watched", async () => {
    const made = await link();
    await use(made);
    await clock.advance(600_000);
    await restart();
    upstream.present = running("Going on");
    await watchFor(5_000);
    expect(await wordsOf(made)).toMatch(/no longer asks this question; how .* was not seen/);
  });
});
