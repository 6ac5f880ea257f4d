import { expect, test, vi } from "vitest";
import { answerThroughLink } from "@/lib/client/answer-link-actions";
import { LINK_DEADLINE_MS } from "@/lib/server/shares/answer-link-use";

test("a browser waits for as long as its answer may take, and then a little", async () => {
  const limit = vi.spyOn(AbortSignal, "timeout");
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ outcome: "continued" })));
  await answerThroughLink("/api/answers/x", "secret", "[]");
  vi.unstubAllGlobals();
  expect(limit.mock.calls[0]?.[0]).toBeGreaterThan(LINK_DEADLINE_MS);
});
