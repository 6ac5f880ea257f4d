/** Links that answer one question, over HTTP: an owner who makes them, somebody who has one. */
import { expect } from "@playwright/test";
import type {
  AnswerLinkStanding,
  CreateAnswerLink,
  CreatedAnswerLink,
} from "../../lib/contract/answer-links.ts";
import type { RunView } from "../../lib/contract/api.ts";
import { type Answer, type Client, send } from "./http-client.ts";
import { until } from "./test.ts";

export type AnswerLink = CreatedAnswerLink & { secret: string };

export const askForLink = (client: Client, body: CreateAnswerLink): Promise<Answer> =>
  client.send("/api/answer-links", { method: "POST", body });

/** The id of the question a run asks, once it is seen. */
export async function openQuestion(
  client: Client,
  { taskId, runId }: { taskId: string; runId: string },
): Promise<string> {
  let callId = "";
  await until(async () => {
    const answer = await client.get(`/api/tasks/${taskId}/runs/${runId}`);
    callId = (JSON.parse(answer.text) as Partial<RunView>).toolCall?.id ?? "";
    return callId;
  }).not.toBe("");
  return callId;
}

/** Makes a link to a question that is open. */
export async function makeAnswerLink(client: Client, body: CreateAnswerLink): Promise<AnswerLink> {
  const answer = await askForLink(client, body);
  expect(answer.status, answer.text).toBe(200);
  const created = JSON.parse(answer.text) as CreatedAnswerLink;
  return { ...created, secret: new URL(created.url).hash.slice(1) };
}

/** Which link a question has, if one lives. */
export async function linkOf(
  client: Client,
  { taskId, runId, callId }: CreateAnswerLink,
): Promise<AnswerLinkStanding["link"]> {
  const query = new URLSearchParams({ taskId, runId, callId });
  const answer = await client.get(`/api/answer-links?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return (JSON.parse(answer.text) as AnswerLinkStanding).link;
}

type Secret = { id: string; secret: string };

/** Reads the question as somebody with the link and nothing else. */
export const readQuestion = (origin: string, { id, secret }: Secret): Promise<Answer> =>
  send(origin, `/api/answers/${id}`, { headers: { authorization: `Share ${secret}` } });

/** Answers it. */
export const answerQuestion = (
  origin: string,
  { id, secret }: Secret,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  send(origin, `/api/answers/${id}`, {
    method: "POST",
    headers: { authorization: `Share ${secret}`, origin, ...headers },
    body: { input },
  });

/** `200`, or `410 link_used`. */
export function codeOf({ status, text }: Answer): string {
  const { error } = JSON.parse(text) as { error?: { code: string } };
  return error ? `${status} ${error.code}` : String(status);
}
