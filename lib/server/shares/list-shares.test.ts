import { expect, test, vi } from "vitest";
import { KEY, OWNER, runtimeOf, store } from "@/e2e/support/recorder-world";
import type { Caller } from "@/lib/server/session/caller";
import { listShares } from "@/lib/server/shares/list-shares";

vi.mock("@/lib/server/runtime", () => ({ runtime: async () => runtimeOf() }));

test("a list of one's links walks nobody else's", async () => {
  const questions = vi.spyOn(store.answerLinks, "questions");
  const caller = { owner: OWNER, ...KEY } as unknown as Caller;
  await listShares(caller, { page: 1, limit: 9 });
  expect(questions.mock.calls.map(([owner]) => owner)).toEqual([OWNER]);
});
