/** Links that let one person answer one question, over the API. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunView } from "../../../lib/contract/api.ts";
import type { ShareList } from "../../../lib/contract/shares.ts";
import { address } from "../../support/addresses.ts";
import {
  type AnswerLink,
  answerQuestion,
  askForLink,
  codeOf,
  linkOf,
  makeAnswerLink,
  openQuestion,
  readQuestion,
} from "../../support/answer-links.ts";
import { startDashboard } from "../../support/dashboard.ts";
import { Client, send } from "../../support/http-client.ts";
import { mintKey, type SandboxKey } from "../../support/sandbox.ts";
import { openShared, shareRun } from "../../support/shares.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";

const origin = () => address("dashboard");
const ANSWER = JSON.stringify([{ label: "Username", value: "ada" }]);

/** A run that waits, as its owner names its question. */
async function waitingRun(client: Client, sandbox: SandboxKey) {
  const { taskId, runIds } = await sandbox.addTask({
    name: "Sign in to the shop",
    runs: [{ script: "waiting", manual: true }],
  });
  const run = { taskId, runId: runIds[0] ?? "" };
  return { ...run, callId: await openQuestion(client, run) };
}

const viewOf = async (client: Client, { taskId, runId }: { taskId: string; runId: string }) =>
  JSON.parse((await client.get(`/api/tasks/${taskId}/runs/${runId}`)).text) as RunView;
const rowOf = async (client: Client, { id }: { id: string }) =>
  (JSON.parse((await client.get("/api/shares")).text) as ShareList).shares.find(
    (share) => share.id === id,
  );
/** How many answers reached the server; a form of the path that it does not have is none. */
const inputsOf = async (sandbox: SandboxKey) =>
  (await sandbox.calls()).log.filter(
    ({ endpoint, outcome }) => endpoint === "toolInput" && !String(outcome).startsWith("404"),
  ).length;
const messageOf = (text: string) =>
  (JSON.parse(text) as { error: { message: string } }).error.message;

test.describe("on a server that takes answers", () => {
  test.use({ dialect: "documented" });

  test("one person answers once, the run goes on, and the owner may have left meanwhile", async ({
    client,
    sandbox,
  }) => {
    const question = await waitingRun(client, sandbox);
    const link = await makeAnswerLink(client, question);
    expect(Date.parse(link.expiresAt) - Date.now()).toBeLessThanOrEqual(3_600_000);
    expect(await linkOf(client, question)).toMatchObject({ id: link.id, status: "open" });
    expect(codeOf(await askForLink(client, question))).toBe("409 share_limit");
    expect(await rowOf(client, link)).toMatchObject({ answers: true, status: "live" });
    await client.send("/api/session", { method: "DELETE" });

    const asked = await readQuestion(origin(), link);
    expect(asked.json()).toMatchObject({ state: "open", question: { name: "form_input" } });
    expect(Object.keys(asked.json()).toSorted()).toEqual(["expiresAt", "question", "state"]);
    for (const id of [question.taskId, question.runId, question.callId, "Sign in to the shop"]) {
      expect(asked.text).not.toContain(id);
    }
    expect((await answerQuestion(origin(), link, ANSWER)).json()).toEqual({ outcome: "continued" });
    for (const answer of [
      await readQuestion(origin(), link),
      await answerQuestion(origin(), link, ANSWER),
    ]) {
      expect(codeOf(answer)).toBe("410 link_used");
      expect(messageOf(answer.text)).toBe("An answer was sent, and the agent continued.");
    }
    expect(await inputsOf(sandbox)).toBe(1);

    await client.signIn(sandbox.key);
    const { transitions } = await viewOf(client, question);
    expect(transitions.map(({ action }) => action)).toContainEqual({
      who: "link",
      what: "Answered",
    });
    expect(await rowOf(client, link)).toMatchObject({ status: "used", views: 1, holdsKey: false });
    expect(await linkOf(client, question)).toBeNull();
    expect(codeOf(await askForLink(client, question))).toBe("409 answer_stale");
  });

  test("of ten who answer at once one is passed on, and everybody is told the truth", async ({
    client,
    sandbox,
  }) => {
    const link = await makeAnswerLink(client, await waitingRun(client, sandbox));
    const told = await Promise.all(
      Array.from({ length: 10 }, () => answerQuestion(origin(), link, ANSWER)),
    );
    const codes = told.map(codeOf);
    expect(codes.filter((code) => code === "200")).toHaveLength(1);
    expect(codes.filter((code) => /^(409 already_sent|410 link_used)$/.test(code))).toHaveLength(9);
    expect(await inputsOf(sandbox)).toBe(1);
  });

  test("a question that is answered elsewhere ends its link, also unseen", async ({
    client,
    sandbox,
  }) => {
    const question = await waitingRun(client, sandbox);
    const link = await makeAnswerLink(client, question);
    const path = `/api/tasks/${question.taskId}/runs/${question.runId}/tool-calls/${question.callId}`;
    await client.send(path, { method: "POST", body: { input: ANSWER } });
    await until(async () => (await rowOf(client, link))?.status).toBe("question_over");
    expect((await rowOf(client, link))?.holdsKey).toBe(false);
    expect(codeOf(await readQuestion(origin(), link))).toBe("410 question_over");
    expect(codeOf(await answerQuestion(origin(), link, ANSWER))).toBe("410 question_over");
    expect(await inputsOf(sandbox)).toBe(1);
  });
});

test("a server that cannot take answers ends the link, and no other is made", async ({
  client,
  sandbox,
}) => {
  const question = await waitingRun(client, sandbox);
  const link = await makeAnswerLink(client, question);
  expect(codeOf(await answerQuestion(origin(), link, ANSWER))).toBe("501 answers_unsupported");
  const after = await readQuestion(origin(), link);
  expect(codeOf(after)).toBe("410 share_ended");
  expect(messageOf(after.text)).toMatch(/cannot take answers/);
  expect(codeOf(await answerQuestion(origin(), link, ANSWER))).toBe("410 share_ended");
  expect(await rowOf(client, link)).toMatchObject({ status: "unsupported", holdsKey: false });
  // A view is told to all who ask within a moment.
  await until(async () => (await viewOf(client, question)).takesAnswers).toBe(false);
  expect(codeOf(await askForLink(client, question))).toBe("501 answers_unsupported");
  expect(await inputsOf(sandbox)).toBe(1);
});

inBothDialects("a link to a question on", () => {
  test("opens for its secret alone, and for nothing else that a link opens", async ({
    client,
    sandbox,
  }) => {
    const question = await waitingRun(client, sandbox);
    const link = await makeAnswerLink(client, question);
    const { taskId, runId } = question;
    const share = await shareRun(client, { taskId, runId });
    const missing = { id: "AAAAAAAAAAAA", secret: link.secret };
    const bodies = new Set<string>();
    for (const miss of [{ ...link, secret: "A".repeat(43) }, missing, share]) {
      for (const answer of [
        await readQuestion(origin(), miss),
        await answerQuestion(origin(), miss, ANSWER),
      ]) {
        expect(answer.status).toBe(404);
        bodies.add(answer.text);
      }
    }
    bodies.add((await openShared(origin(), link)).text);
    expect([...bodies]).toHaveLength(1);
    expect((await send(origin(), `/b/${link.id}.svg`)).status).toBe(404);
    expect((await send(origin(), `/s/${link.id}/card.png`)).status).toBe(404);
    const page = await send(origin(), `/a/${link.id}`);
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
    });
    const asUnknown = (await send(origin(), `/a/${missing.id}`)).text;
    expect(page.text.length).toBe(asUnknown.length);
    expect((await send(origin(), "/a/short")).status).toBe(404);
    const pages = [`/s/${link.id}`, "/s/AAAAAAAAAAAA"].map((path) => send(origin(), path));
    const [own, unknown] = await Promise.all(pages);
    expect(own?.status).toBe(unknown?.status);
    expect(own?.text).not.toContain("Sign in to the shop");
    expect(await inputsOf(sandbox)).toBe(0);
    expect((await openShared(origin(), share)).status).toBe(200);
  });

  test("takes what it was made for, pauses, resumes, and ends when it is revoked", async ({
    client,
    sandbox,
  }) => {
    const question = await waitingRun(client, sandbox);
    for (const wrong of [{ callId: "another" }, { runId: "another" }, { expiresIn: "7d" }]) {
      const answer = await askForLink(client, { ...question, ...wrong } as never);
      expect([400, 404, 409]).toContain(answer.status);
    }
    expect((await askForLink(new Client(), question)).status).toBe(401);
    const link = await makeAnswerLink(client, { ...question, expiresIn: "24h" });
    const change = (body: object) =>
      client.send(`/api/shares/${link.id}`, { method: "PATCH", body });
    expect((await change({ badge: true })).status).toBe(400);
    expect((await change({ paused: true })).status).toBe(200);
    expect(codeOf(await readQuestion(origin(), link))).toBe("403 share_paused");
    expect(codeOf(await answerQuestion(origin(), link, ANSWER))).toBe("403 share_paused");
    expect(await linkOf(client, question)).toMatchObject({ status: "paused" });
    expect((await change({ paused: false })).status).toBe(200);
    expect(codeOf(await readQuestion(origin(), link))).toBe("200");

    const other = new Client();
    await other.signIn((await mintKey(address("sandbox"))).key);
    const revoke = (as: Client) => as.send(`/api/shares/${link.id}`, { method: "DELETE" });
    expect((await revoke(other)).status).toBe(404);
    expect((await revoke(client)).status).toBe(200);
    expect(codeOf(await readQuestion(origin(), link))).toBe("410 share_ended");
    expect(codeOf(await answerQuestion(origin(), link, ANSWER))).toBe("410 share_ended");
    expect(await inputsOf(sandbox)).toBe(0);
    await makeAnswerLink(client, question);
  });
});

test("an answer is held to the rules of writes before anything else is looked at", async ({
  client,
  sandbox,
}) => {
  const link = await makeAnswerLink(client, await waitingRun(client, sandbox));
  const codeWith = async (headers: Record<string, string>, body: unknown = { input: ANSWER }) =>
    codeOf(
      await send(origin(), `/api/answers/${link.id}`, {
        method: "POST",
        headers: { authorization: `Share ${link.secret}`, ...headers },
        body,
      }),
    );
  const json = { "content-type": "application/json" };
  expect(await codeWith({ "sec-fetch-site": "cross-site" })).toBe("403 forbidden_origin");
  expect(await codeWith({ origin: "null" })).toBe("403 forbidden_origin");
  expect(await codeWith({ origin: origin() }, ANSWER)).toBe("415 wrong_content_type");
  expect(await codeWith({ origin: origin(), ...json }, "{")).toBe("400 bad_request");
  expect(await codeWith({ origin: origin() }, { input: "x".repeat(70_000) })).toBe("413 too_large");
  expect(await codeWith({ origin: origin() }, { input: "" })).toBe("400 bad_request");
  for (const method of ["PUT", "PATCH", "DELETE"]) {
    const answer = await send(origin(), `/api/answers/${link.id}`, { method });
    expect(answer.status).toBe(405);
  }
  expect(await inputsOf(sandbox)).toBe(0);
});

const filesIn = (directory: string): string =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");

for (const dialect of ["documented", "stock"] as const) {
  test(`neither answer nor secret is in log or store, and guesses are held up (${dialect})`, async () => {
    test.slow();
    const dashboard = await startDashboard({
      name: `answer-links-${dialect}`,
      upstreams: `sandbox=${address("sandbox")}/api/v1`,
      env: { RATE_LIMITS: JSON.stringify({ shareMisses: 5 }), LOG_LEVEL: "debug" },
    });
    try {
      const sandbox = await mintKey(address("sandbox"), { dialect });
      const client = new Client(dashboard.origin);
      await client.signIn(sandbox.key);
      const link: AnswerLink = await makeAnswerLink(client, await waitingRun(client, sandbox));
      const canary = "canary-answer-7c41";
      const input = JSON.stringify([{ label: "Username", value: canary }]);
      // A server that repeats what it was sent in its refusal.
      const echo = { kind: "failure", text: `value ${canary} out of range`, times: 1 };
      await sandbox.setFaults({ endpoint: "toolInput", ...echo });
      const refused = await answerQuestion(dashboard.origin, link, input);
      expect(codeOf(refused)).toBe("409 upstream_refused");
      expect(codeOf(await readQuestion(dashboard.origin, link))).toBe("200");
      const outcome = codeOf(await answerQuestion(dashboard.origin, link, input));
      expect(outcome).toBe(dialect === "stock" ? "501 answers_unsupported" : "200");
      const wrong = { id: link.id, secret: "A".repeat(43) };
      const misses = [];
      for (let guess = 0; guess < 7; guess += 1) {
        misses.push(codeOf(await answerQuestion(dashboard.origin, wrong, input)));
      }
      expect(misses.slice(5)).toEqual(["429 rate_limited", "429 rate_limited"]);
      const kept = filesIn(dashboard.dataDir);
      expect(kept).toContain(link.id);
      for (const hidden of [canary, link.secret, sandbox.key]) {
        expect(dashboard.log()).not.toContain(hidden);
        expect(kept).not.toContain(hidden);
      }
      expect(dashboard.log()).not.toContain(link.id);
    } finally {
      await dashboard.stop();
    }
  });
}
