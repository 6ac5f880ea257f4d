import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test, vi } from "vitest";
import { env } from "@/lib/server/env";
import { answerDirectly, tryDirectly } from "@/lib/server/http/direct";

/** What a poll is told, header by header, and whether Next was asked to answer it. */
async function ask(answer: Response) {
  answerDirectly("/api/polled/{id}", async () => answer);
  const { host } = new URL(env().publicOrigin);
  const told: Record<string, unknown> = {};
  const response = {
    headersSent: false,
    setHeader: (name: string, value: unknown) => (told[name] = value),
    end: vi.fn(),
  };
  const next = vi.fn();
  const request = { method: "GET", url: "/api/polled/1", headers: { host } };
  tryDirectly(
    request as unknown as IncomingMessage,
    response as unknown as ServerResponse<IncomingMessage>,
    next,
  );
  await vi.waitFor(() => expect(next.mock.calls.length + response.end.mock.calls.length).toBe(1));
  return { told, isForNext: next.mock.calls.length === 1 };
}

test("a poll is answered with all headers, also those that come twice", async () => {
  const answer = new Response("{}");
  answer.headers.set("etag", "x");
  answer.headers.append("set-cookie", "a=1");
  answer.headers.append("set-cookie", "b=2");
  const { told, isForNext } = await ask(answer);
  expect(isForNext).toBe(false);
  expect(told).toMatchObject({ etag: "x", "set-cookie": ["a=1", "b=2"] });
});

test("an answer that cannot be told is left to Next, with nothing told of it", async () => {
  const answer = new Response("{}", { headers: { "x-after": "1", "x-bad": "\u0001" } });
  expect(await ask(answer)).toEqual({ told: {}, isForNext: true });
});
