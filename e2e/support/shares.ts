/** Share links over HTTP: an owner who makes them, a stranger who opens them. */
import { expect } from "@playwright/test";
import type { CreatedShare, CreateShare, SharedRunView } from "../../lib/contract/shares.ts";
import { type Answer, type Client, send } from "./http-client.ts";

export type Link = CreatedShare & { secret: string };

/** Makes a link to a run. */
export async function shareRun(client: Client, body: CreateShare): Promise<Link> {
  const answer = await client.send("/api/shares", { method: "POST", body });
  expect(answer.status, answer.text).toBe(200);
  const created = JSON.parse(answer.text) as CreatedShare;
  return { ...created, secret: new URL(created.url).hash.slice(1) };
}

/** Reads a shared run as somebody with the link and nothing else. */
export const openShared = (
  origin: string,
  { id, secret }: { id: string; secret: string },
  { query = "", headers = {}, method = "GET" }: Partial<SharedRequest> = {},
): Promise<Answer> =>
  send(origin, `/api/shared/${id}${query}`, {
    method,
    headers: { authorization: `Share ${secret}`, ...headers },
  });

type SharedRequest = { query: string; headers: Record<string, string>; method: string };

/** The same of a link that must open. */
export async function readShared(
  origin: string,
  link: { id: string; secret: string },
  query = "",
): Promise<SharedRunView> {
  const answer = await openShared(origin, link, { query });
  expect(answer.status, answer.text).toBe(200);
  return JSON.parse(answer.text) as SharedRunView;
}

export const ALL_INCLUDED = { taskName: true, result: true, toolCalls: true, live: true };
