/** What requests can name that exists, made anew when one of them has ended it. */
import type { Client } from "../http-client.ts";
import { askForLink, openQuestion } from "../answer-links.ts";
import type { SandboxKey } from "../sandbox.ts";
import { shareRun } from "../shares.ts";
import type { Known, Sent } from "./requests.ts";

const secretIn = (url: string) => new URL(url).hash.slice(1);

/** A signed-in client, a run that waits, a link to it and one to its question. */
export async function knownWorld(client: Client, sandbox: SandboxKey): Promise<Known> {
  await client.signIn(sandbox.key);
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "waiting", manual: true }] });
  const run = { taskId, runId: runIds[0] ?? "" };
  const callId = await openQuestion(client, run);
  const share = await shareRun(client, { ...run, badge: true, card: true });
  const link = (await askForLink(client, { ...run, callId })).json() as { id: string; url: string };
  const key = `a-key-of-${taskId}`.slice(0, 64);
  await client.send("/api/tasks", {
    method: "POST",
    body: { task: "Buy milk" },
    headers: { "idempotency-key": key },
  });
  return {
    ...run,
    callId,
    shareId: share.id,
    id: share.id,
    file: `${share.id}.svg`,
    secret: share.secret,
    linkId: link.id,
    linkSecret: secretIn(link.url),
    key,
    path: "tasks",
    cookie: client.cookie ?? "",
    apiKey: sandbox.key,
    origin: client.origin,
  };
}

const ENDS = /\/(stop|tool-input|tool-calls|answers)\b/;

/** Whether what was answered like that may have ended what was known. */
export const mayHaveEnded = ({ method, path }: Sent, status: number): boolean =>
  status < 300 && (method === "DELETE" || (method.startsWith("P") && ENDS.test(path)));
