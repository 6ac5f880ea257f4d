/** Makes a task by the sandbox's own API, and does what people do while a browser works on it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { SandboxKey } from "../../support/sandbox.ts";
import type { Sandbox } from "../../sandbox/server.ts";
import { type Course, SITES } from "./driven-plan.ts";
import type { DrivenTask } from "./plan.ts";
import type { Playing } from "./world.ts";

/** What the sandbox itself tells of a run; the dashboard's calls are not among those that ask. */
type Followed = {
  owner: SandboxKey;
  sandbox: Sandbox;
  taskId: string;
  now: () => Promise<Present>;
};
type Present = Awaited<ReturnType<SandboxKey["runs"]>>[number]["data"];
type Question = { toolCallId: string; tool: { parameters: { description: string } } };

const POLL_MS = 250;
/** Also for a run that waits for one of two browsers, each with a question nobody answers. */
const ENDS_WITHIN_MS = 180_000;
const THINK_MS = 3_000;
const STOP_AFTER_MS = 8_000;
const MOST_ATTEMPTS = 60;

const HINT = /Name: (\S+), password: (\S+?)”/;

const isEnded = ({ status }: Present): boolean => status === "completed" || status === "error";
const questionOf = ({ toolCall }: Present): Question | null =>
  (toolCall as Question | null) ?? null;

/** @throws Error when it does not come to that */
async function until({ now, taskId }: Followed, fits: (present: Present) => boolean) {
  const lastMs = Date.now() + ENDS_WITHIN_MS;
  for (;;) {
    const present = await now();
    if (fits(present)) return present;
    if (Date.now() > lastMs) throw new Error(`task ${taskId}: still ${JSON.stringify(present)}`);
    await sleep(POLL_MS);
  }
}

/**
 * One call of the API, again and again while an outage resets it before it is read.
 * @throws Error when that does not end
 */
async function callApi(
  { apiUrl }: Sandbox,
  { key }: SandboxKey,
  method: string,
  path: string,
  body: unknown = {},
): Promise<Record<string, unknown>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await fetch(`${apiUrl}${path}`, {
        method,
        headers: { "x-api-key": key, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as Record<string, unknown>;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
      await sleep(POLL_MS);
    }
  }
}

async function answerLogin(run: Followed): Promise<void> {
  let before: string | null = null;
  for (const isRight of [false, true]) {
    const isNew = (present: Present) => {
      const question = questionOf(present);
      return question !== null && question.toolCallId !== before;
    };
    const question = questionOf(await until(run, (it) => isNew(it) || isEnded(it)));
    if (!question) return;
    const { toolCallId, tool } = question;
    before = toolCallId;
    await sleep(THINK_MS);
    const [, user, password = ""] = HINT.exec(tool.parameters.description) ?? [];
    const values = [user, isRight ? password : `not ${password}`];
    const input = JSON.stringify(values.map((value) => ({ value })));
    const path = `/task/${run.taskId}/run/tool-input`;
    const told = await callApi(run.sandbox, run.owner, "POST", path, { toolCallId, input });
    if (told.success !== true) throw new Error(`${path}: ${JSON.stringify(told)}`);
  }
}

async function stopAmidst(run: Followed): Promise<void> {
  await until(run, (present) => Boolean(present.liveStatus) || isEnded(present));
  await sleep(STOP_AFTER_MS);
  await callApi(run.sandbox, run.owner, "PUT", `/task/${run.taskId}/run/stop`);
}

const COURSES: Record<Course, (run: Followed) => Promise<void>> = {
  alone: async () => {},
  answered: answerLogin,
  stopped: stopAmidst,
};

/** Creates a task whose run a browser makes. */
export async function beginDriven(
  { words, course }: DrivenTask,
  owner: SandboxKey,
  sandbox: Sandbox,
): Promise<Playing> {
  const task = words.replace(SITES, sandbox.sitesOrigin);
  const made = await callApi(sandbox, owner, "POST", "/task/create", { task });
  const { taskId } = made.data as { taskId: string };
  const newest = async () => {
    const run = (await owner.runs(taskId)).at(-1);
    if (!run) throw new Error(`task ${taskId} has no run`);
    return run;
  };
  const { runId } = await newest();
  const run = { owner, sandbox, taskId, now: async () => (await newest()).data };
  const play = async () => {
    await COURSES[course](run);
    await until(run, isEnded);
    const { transitions } = await owner.log(runId);
    return { runIds: [runId], lastEndMs: transitions.at(-1)?.at ?? Date.now() };
  };
  return { taskId, over: play() };
}
