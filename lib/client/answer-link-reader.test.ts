import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Question } from "../contract/answer-links.ts";
import { createLinkReader, hiddenLinkInterval, linkInterval } from "./answer-link-reader.ts";

const OPEN: Question = {
  state: "open",
  question: { name: "form_input", parameters: {} },
  expiresAt: "2030-01-01T00:00:00.000Z",
};

const asked: { url: string; authorization: string | null }[] = [];
let answers: { status: number; body: unknown }[] = [];
const opened = { status: 200, body: OPEN };
const refusal = (status: number, code: string) => ({
  status,
  body: { error: { code, message: `Why ${code}`, requestId: "-" } },
});

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", async (url: string, { headers }: { headers: Headers }) => {
    asked.push({ url, authorization: headers.get("authorization") });
    const { status, body } = answers.shift() ?? { status: 500, body: {} };
    return new Response(JSON.stringify(body), { status });
  });
});
afterEach(() => vi.unstubAllGlobals());

const reader = () => createLinkReader("/api/answers/x", "secret");

it("opening a link is told from reading on, and its secret travels in a header alone", async () => {
  answers = [refusal(502, "upstream_error"), opened, opened];
  const { read } = reader();
  await expect(read()).rejects.toMatchObject({ code: "upstream_error" });
  expect(await read()).toEqual({ is: "open", view: OPEN });
  await read();
  expect(asked.map(({ url }) => url)).toEqual([
    "/api/answers/x",
    "/api/answers/x",
    "/api/answers/x?on=1",
  ]);
  expect(asked[2]?.authorization).toBe("Share secret");
});

it.each([
  [410, "link_used", "used"],
  [410, "question_over", "over"],
  [410, "share_ended", "ended"],
  [404, "not_found", "unknown"],
])("%i %s is the end of asking", async (status, code, is) => {
  answers = [refusal(status, code)];
  const { read } = reader();
  const told = { is, why: `Why ${code}` };
  expect(await read()).toEqual(told);
  expect(await read()).toEqual(told);
  expect(asked).toHaveLength(1);
  expect(linkInterval(await read())).toBe(0);
  expect(hiddenLinkInterval(await read())).toBe(0);
});

it("a paused link is asked again, and rarely by a tab in the background", async () => {
  answers = [refusal(403, "share_paused"), opened];
  const { read } = reader();
  const paused = await read();
  expect(paused.is).toBe("paused");
  expect(hiddenLinkInterval(paused)).toBeGreaterThan(linkInterval(paused));
  expect((await read()).is).toBe("open");
});
