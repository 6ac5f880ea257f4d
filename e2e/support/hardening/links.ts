/** Links in every state there is, and all that somebody without a key can ask with one. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { address } from "../addresses.ts";
import { makeAnswerLink, openQuestion } from "../answer-links.ts";
import { type Answer, type Client, send } from "../http-client.ts";
import type { SandboxKey } from "../sandbox.ts";
import { shareRun } from "../shares.ts";

export type Held = { id: string; authorization?: string; query?: string };
export type Opened = { id: string; secret: string };

/** Lets a link's time be over, which no test waits for. */
function expire({ id }: Opened): void {
  const database = new DatabaseSync(join(address("data"), "runboard.db"), { timeout: 10_000 });
  try {
    const ended = database.prepare("update shares set expires_at = ? where id = ?");
    if (ended.run(Date.now() - 1, id).changes !== 1) throw new Error(`no link ${id}`);
  } finally {
    database.close();
  }
}

type Make = () => Promise<Opened>;

/** One link in each state, made by `make`. */
async function inEachState(client: Client, make: Make) {
  const [live, paused, revoked, expired] = [await make(), await make(), await make(), await make()];
  const at = (link: Opened) => `/api/shares/${link.id}`;
  await client.send(at(paused), { method: "PATCH", body: { paused: true } });
  await client.send(at(revoked), { method: "DELETE" });
  expire(expired);
  return { live, paused, revoked, expired };
}

const run = async (sandbox: SandboxKey, script: string) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script, manual: true }] });
  return { taskId, runId: runIds[0] ?? "" };
};

/** To a run of its own, with badge and card. */
export async function shareLink(client: Client, sandbox: SandboxKey): Promise<Opened> {
  return shareRun(client, { ...(await run(sandbox, "completed")), badge: true, card: true });
}

/** To a question of its own: each has one link at a time. */
export async function answerLink(client: Client, sandbox: SandboxKey): Promise<Opened> {
  const asking = await run(sandbox, "waiting");
  const callId = await openQuestion(client, asking);
  return makeAnswerLink(client, { ...asking, callId });
}

/** Links to runs and links to questions: one of each in each state. */
export async function linksInEachState(client: Client, sandbox: SandboxKey) {
  const shares = await inEachState(client, () => shareLink(client, sandbox));
  const answers = await inEachState(client, () => answerLink(client, sandbox));
  return { shares, answers };
}

/** As its owner's guest sends it. */
export const withSecret = ({ id, secret }: Opened): Held => ({
  id,
  authorization: `Share ${secret}`,
});

const JSON_TYPE = "application/json";
const INPUT = JSON.stringify([{ label: "Username", value: "ada" }]);

/** Everything that one asks with a link. The last one uses it up. */
export const ASKED = [
  ["GET", "/api/shared/{id}"],
  ["HEAD", "/api/shared/{id}"],
  ["POST", "/api/shared/{id}"],
  ["DELETE", "/api/shared/{id}"],
  ["GET", "/b/{id}.svg"],
  ["HEAD", "/b/{id}.svg"],
  ["POST", "/b/{id}.svg"],
  ["GET", "/s/{id}/card.png"],
  ["HEAD", "/s/{id}/card.png"],
  ["DELETE", "/s/{id}/card.png"],
  ["GET", "/s/{id}"],
  ["HEAD", "/s/{id}"],
  ["POST", "/s/{id}"],
  ["GET", "/a/{id}"],
  ["HEAD", "/a/{id}"],
  ["POST", "/a/{id}"],
  ["GET", "/api/answers/{id}"],
  ["HEAD", "/api/answers/{id}"],
  ["PUT", "/api/answers/{id}"],
  ["DELETE", "/api/answers/{id}"],
  ["POST", "/api/answers/{id}"],
] as const;
export type Asked = (typeof ASKED)[number];

/** Asks as somebody with nothing but the link. */
export function askWith([method, template]: Asked, held: Held): Promise<Answer> {
  const origin = address("dashboard");
  const { id, authorization, query = "" } = held;
  const path = template.replace("{id}", id);
  return send(origin, template.startsWith("/api/") ? `${path}${query}` : path, {
    method,
    headers: {
      origin,
      ...(authorization === undefined ? {} : { authorization }),
      ...(method === "POST" ? { "content-type": JSON_TYPE } : {}),
    },
    ...(method === "POST" ? { body: JSON.stringify({ input: INPUT }) } : {}),
  });
}
