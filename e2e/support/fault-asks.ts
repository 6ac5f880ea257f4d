/** What Runboard is asked so that it asks each endpoint of its server, and whether it answers well. */
import { randomUUID } from "node:crypto";
import { ERROR_STATUS } from "../../lib/contract/errors.ts";
import { HOSTILE_LIVE, NEWER_WORDS, RAW_WORDS } from "../sandbox/fault-list.ts";
import { type Answer, Client, codeIn } from "./http-client.ts";
import { type Endpoint, mintKey, type SandboxKey } from "./sandbox.ts";
import { until } from "./test.ts";

export type Scene = {
  client: Client;
  sandbox: SandboxKey;
  upstream: string;
  taskId: string;
  runId: string;
  callId: string;
};
type Ask = (scene: Scene) => Promise<Answer>;
export type AskedEndpoint = Exclude<Endpoint, "unknown">;

const runOf = ({ taskId, runId }: Scene) => `/api/tasks/${taskId}/runs/${runId}`;
const documentedRun = ({ taskId, runId }: Scene, part: string) =>
  `/api/v1/task/${taskId}/run/${part}?runId=${runId}`;
const task = { task: "Compare monitors" };
/** Longer than whatever is promised: what takes too long is told as that. */
const silenceMs = 90_000;
const input = JSON.stringify([{ value: "one" }]);

/** By endpoint: through Runboard's own API where that asks it, and through the documented one. */
export const ASKS: Record<AskedEndpoint, Ask[]> = {
  check: [
    ({ sandbox, upstream }) => new Client().signIn(sandbox.key, upstream),
    ({ client }) => client.get("/api/v1/check"),
  ],
  tasks: [({ client }) => client.get("/api/tasks"), ({ client }) => client.get("/api/v1/tasks")],
  runs: [
    ({ client, taskId }) => client.get(`/api/tasks/${taskId}/runs`),
    ({ client, taskId }) => client.get(`/api/v1/task/${taskId}/runs`),
  ],
  status: [
    ({ client, taskId }) => client.get(`/api/tasks/${taskId}/runs/latest`),
    (scene) => scene.client.get(documentedRun(scene, "status")),
  ],
  result: [(scene) => scene.client.get(documentedRun(scene, "result"))],
  gif: [
    (scene) => scene.client.get(`${runOf(scene)}/recording?ask=now`),
    (scene) => scene.client.get(documentedRun(scene, "gif")),
  ],
  stop: [
    (scene) => scene.client.send(`${runOf(scene)}/stop`, { method: "PUT" }),
    (scene) => scene.client.send(documentedRun(scene, "stop"), { method: "PUT" }),
  ],
  taskStop: [
    ({ client, taskId }) => client.send(`/api/tasks/${taskId}/stop`, { method: "PUT" }),
    ({ client, taskId }) => client.send(`/api/v1/task/${taskId}/stop`, { method: "PUT" }),
  ],
  toolInput: [
    (scene) =>
      scene.client.send(`${runOf(scene)}/tool-calls/${scene.callId}`, {
        method: "POST",
        body: { input },
        silenceMs,
      }),
    (scene) =>
      scene.client.send(documentedRun(scene, "tool-input"), {
        method: "POST",
        body: { input },
        silenceMs,
      }),
  ],
  create: [
    ({ client }) =>
      client.send("/api/tasks", {
        method: "POST",
        body: task,
        silenceMs,
        headers: { "idempotency-key": randomUUID() },
      }),
    ({ client }) => client.send("/api/v1/task/create", { method: "POST", body: task, silenceMs }),
  ],
  health: [
    ({ upstream }) => new Client().get("/api/v1/health", { "x-runboard-upstream": upstream }),
  ],
};

const SCRIPTS: Partial<Record<AskedEndpoint, [script: string, state: string]>> = {
  gif: ["completed", "completed"],
  toolInput: ["waiting", "waiting"],
};
/** What is asked of a run that is known; the others are asked as somebody's first look. */
const OF_A_KNOWN_RUN = new Set<AskedEndpoint>(["gif", "stop", "taskStop", "toolInput"]);

/**
 * Somebody who is signed in, with a key and a run of their own.
 * @param origin of the sandbox that is the dashboard's upstream `upstream`
 */
export async function sceneFor(
  endpoint: AskedEndpoint,
  origin: string,
  upstream: string,
): Promise<Scene> {
  const sandbox = await mintKey(origin, { dialect: "documented" });
  const client = new Client();
  const signedIn = await client.signIn(sandbox.key, upstream);
  if (signedIn.status !== 200) throw new Error(`no scene: ${signedIn.text}`);
  const [script, state] = SCRIPTS[endpoint] ?? ["running", "running"];
  const { taskId, runIds } = await sandbox.addTask({
    runs: [{ script, startedAgoMs: 600_000 }],
  });
  const scene = { client, sandbox, upstream, taskId, runId: runIds[0] ?? "", callId: "" };
  if (!OF_A_KNOWN_RUN.has(endpoint)) return scene;
  const seen = async () => {
    const told = (await client.get(runOf(scene))).json();
    const { id = "" } = (told.toolCall ?? {}) as { id?: string };
    scene.callId = id;
    return told.state;
  };
  await until(seen, 40_000).toBe(state);
  return scene;
}

const UNSEEN = /\\u00[01]|\\u001b|[\u202e\u2028]/i;
const OF_THE_SERVER = [RAW_WORDS, "secret_column", "10.1.2.3", "polluted", "node_modules"];

/** Asked of one run, or of the newest, and answered with which that is. */
function tellsAnother(text: string, endpoint: AskedEndpoint, { runId }: Scene): boolean {
  if (endpoint === "tasks" || endpoint === "runs" || !text.includes(NEWER_WORDS)) return false;
  const { runId: told = runId } = JSON.parse(text) as { runId?: string };
  return told === runId;
}

/**
 * What is wrong with an answer; null if nothing is.
 * @param isDocumented what is passed on to programs is as it came, and theirs to judge
 */
export function wrongIn(
  answer: Answer,
  endpoint: AskedEndpoint,
  scene: Scene,
  isDocumented: boolean,
): string | null {
  const { status, text } = answer;
  const said = OF_THE_SERVER.find((words) => text.includes(words));
  if (said) return `says "${said}"`;
  if (!isDocumented && (text.includes(HOSTILE_LIVE) || UNSEEN.test(text))) return `says ${text}`;
  if (tellsAnother(text, endpoint, scene)) return "tells one run the words of another";
  if (status < 400) return null;
  const code = codeIn(text) ?? "";
  if (!(code in ERROR_STATUS)) return `${status} without a code of ours`;
  return code === "internal" ? "internal" : null;
}
