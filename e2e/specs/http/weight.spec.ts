/**
 * How much JavaScript each page brings. What a run that waits, one that has ended and a shared one
 * bring shows in browsers alone: `tool-call.spec.ts`, `result.spec.ts`, `shares.spec.ts`.
 */
import { pagesToWeigh, SEEN_IN_BROWSERS, weightNamed } from "../../support/page-weight.ts";
import { SIZE_BUDGETS } from "../../support/size-budgets.ts";
import { expect, test } from "../../support/test.ts";

test("no page brings more JavaScript than its budget", async ({ client, sandbox }) => {
  const pages = await pagesToWeigh(sandbox);
  for (const [name, path] of Object.entries(pages) as [keyof typeof pages, string][]) {
    if (SEEN_IN_BROWSERS.some((seen) => seen === name)) continue;
    expect
      .soft(await weightNamed(client, path), `${name}, kB`)
      .toBeLessThanOrEqual(SIZE_BUDGETS[name]);
  }
});
