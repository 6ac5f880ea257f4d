/** A sandbox whose created tasks drive a real browser, and what tests ask of it. */
import { existsSync } from "node:fs";
import type { BrowserOptions, Sandbox, SandboxOptions } from "../sandbox/server.ts";
import { startSandbox } from "../sandbox/server.ts";
import { type Client, newClient, testClient } from "../sandbox/test-client.ts";
import type { Calls, Dialect, TrueTransition } from "./sandbox.ts";
import { expect, until } from "./test.ts";

/** What a browser does in seconds takes a busy machine this long. */
const WITHIN_MS = 60_000;

type Json = Record<string, unknown>;
export type Question = { toolCallId: string; tool: { name: string; parameters: Json } };
export type Status = { status: string | null; detailedStatus?: string; toolCall: Question | null };
export type Result = { status: string; error?: string; output?: string; dataTable: Json[] };

/** @param options the browser never waits between its steps unless they say so */
export const startDriven = ({
  dialect,
  slowMs,
  ...options
}: Partial<BrowserOptions> & Pick<SandboxOptions, "dialect" | "slowMs"> = {}): Promise<Sandbox> =>
  startSandbox({
    dialect,
    slowMs,
    browser: { executablePath: String(process.env.CHROMIUM_PATH), pace: 0, ...options },
  });

export type Truth = Json & {
  runId: string;
  transitions: { status: string | null; detailedStatus: string; live: boolean }[];
  memory: { ownBytes: number } | null;
  browserPid: number | null;
};

export type Driven = Awaited<ReturnType<typeof drivenClient>>;

/** Calls of one new key, by the API as it is documented unless told otherwise. */
export async function drivenClient(sandbox: Sandbox, dialect: Dialect = "documented") {
  const client: Client = await newClient(sandbox, dialect);
  const data = async <T>(path: string) => (await client.call("GET", path)).body?.data as T;
  const status = (taskId: string) => data<Status>(`/task/${taskId}/run/status`);
  return {
    ...client,
    create: async (task: string): Promise<string> => {
      const made = await client.send("POST", "/task/create", { task });
      return (made.body as { data: { taskId: string } }).data.taskId;
    },
    status,
    result: (taskId: string) => data<Result>(`/task/${taskId}/run/result`),
    gif: (taskId: string) => data<{ status: string; url?: string }>(`/task/${taskId}/run/gif`),
    stop: (taskId: string) => client.call("PUT", `/task/${taskId}/run/stop`),
    /** The question that is open now, once there is one other than `before`. */
    question: async (taskId: string, before = ""): Promise<Question> => {
      const open = async () => (await status(taskId)).toolCall?.toolCallId ?? before;
      await until(open, WITHIN_MS).not.toBe(before);
      return (await status(taskId)).toolCall as Question;
    },
    answer: (taskId: string, { toolCallId }: Question, values: unknown[]) =>
      client.send("POST", `/task/${taskId}/run/tool-input`, {
        toolCallId,
        input: JSON.stringify(values.map((value) => ({ value }))),
      }),
    ended: (taskId: string, withinMs = WITHIN_MS) =>
      until(async () => (await status(taskId)).status, withinMs).toMatch(/^(completed|error)$/),
    /** What the sandbox itself knows of the task's run. */
    truth: async (taskId: string) => {
      const [run] = await data<{ id: string }[]>(`/task/${taskId}/runs`);
      const told = await client.control("GET", `/keys/{key}/runs/${run?.id}/log`);
      return { ...told, runId: run?.id } as Truth;
    },
  };
}

/**
 * The words of the steps of a task's only run that an answer of its status was surely made with,
 * oldest first: a step can be over before anybody looks.
 * @param key whose task it is
 */
export async function stepsTold(sandbox: Sandbox, key: string, taskId: string): Promise<string[]> {
  const { control } = testClient(sandbox, key);
  const { runs } = (await control("GET", `/keys/{key}/tasks/${taskId}`)) as {
    runs: { runId: string }[];
  };
  expect(runs).toHaveLength(1);
  const runId = String(runs[0]?.runId);
  const { log } = (await control("GET", "/keys/{key}/calls")) as Calls;
  const { transitions } = (await control("GET", `/keys/{key}/runs/${runId}/log`)) as {
    transitions: TrueTransition[];
  };
  const looks = log.filter(
    ({ endpoint, outcome, ...call }) =>
      endpoint === "status" && outcome === "200" && call.runId === runId,
  );
  return transitions
    .filter(({ at, status, toolCallId }, index) => {
      const untilMs = transitions[index + 1]?.at ?? Number.POSITIVE_INFINITY;
      // What changed in the very millisecond of the answer may be in it or not.
      const isIn = (ms: number | null) => ms !== null && at < ms && ms < untilMs;
      const isStep = status === "running" && toolCallId === null;
      return isStep && looks.some(({ answeredAt }) => isIn(answeredAt));
    })
    .map(({ detailedStatus }) => String(detailedStatus));
}

/** The demo customer's name and password, as the question has them from the shop's page. */
export function signInOf({ tool }: Question): [user: string, password: string] {
  const hint = /name[^a-z]*([a-z]\S*?)\W.*password[^a-z]*(\S+?)[.,”]?(?:\s|$)/i.exec(
    String(tool.parameters.description),
  );
  const [, user, password] = hint ?? [];
  if (!user || !password) throw new Error("The question does not tell who may sign in.");
  return [user, password];
}

/** Whether a process is there, also as one that ended and was not collected. */
export const isThere = (pid: number): boolean => existsSync(`/proc/${pid}`);
