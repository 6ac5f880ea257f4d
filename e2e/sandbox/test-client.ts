/** How the sandbox's own tests talk to it. */
import type { Dialect } from "./script.ts";
import type { Sandbox } from "./server.ts";

export type Reply = {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; null when it is not JSON. */
  body: Record<string, unknown> | null;
};

function parsed(text: string): Reply["body"] {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

async function reply(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

export type Client = ReturnType<typeof testClient>;

/** Calls with one key of one sandbox. */
export function testClient(sandbox: Pick<Sandbox, "apiUrl" | "controlUrl">, key: string) {
  const call = async (method: string, path: string, init: RequestInit = {}) =>
    reply(
      await fetch(`${sandbox.apiUrl}${path}`, {
        redirect: "manual",
        ...init,
        method,
        headers: { "x-api-key": key, ...init.headers },
      }),
    );
  const send = (method: string, path: string, body: unknown) =>
    call(method, path, {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${sandbox.controlUrl}${path.replace("{key}", key)}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return (await reply(response)).body ?? {};
  };
  /** Makes a task with these runs, by script name or whole. */
  const task = async (runs: unknown[] = [], rest: Record<string, unknown> = {}) => {
    const made = await control("POST", "/keys/{key}/tasks", {
      ...rest,
      runs: runs.map((run) => (typeof run === "string" ? { script: run } : run)),
    });
    const runIds = made.runIds as string[];
    return { taskId: String(made.taskId), runIds, runId: runIds[0] ?? "" };
  };
  return { key, call, send, control, task };
}

export async function newClient(sandbox: Sandbox, dialect: Dialect): Promise<Client> {
  const response = await fetch(`${sandbox.controlUrl}/keys`, {
    method: "POST",
    body: JSON.stringify({ dialect }),
  });
  const { key } = (await response.json()) as { key: string };
  return testClient(sandbox, key);
}
