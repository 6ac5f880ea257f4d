/** How much JavaScript each page brings; of a shared run, which is read later, `shares.spec.ts`. */
import { pagesToWeigh, weightNamed } from "../../support/page-weight.ts";
import { SIZE_BUDGETS, type WeighedPage } from "../../support/size-budgets.ts";
import { expect, test, until } from "../../support/test.ts";

test("no page brings more JavaScript than its budget", async ({ client, sandbox }) => {
  const pages = await pagesToWeigh(sandbox);
  // Only then is the form, or the result, part of the page.
  await until(async () => {
    const states = ["a run that waits", "a run that has ended"] as const;
    const read = await Promise.all(
      states.map(async (name) => (await client.get(`/api${pages[name]}`)).json().state),
    );
    return read.join();
  }).toBe("waiting,completed");
  for (const [name, path] of Object.entries(pages) as [
    Exclude<WeighedPage, "a shared run">,
    string,
  ][]) {
    expect
      .soft(await weightNamed(client, path), `${name}, kB`)
      .toBeLessThanOrEqual(SIZE_BUDGETS[name]);
  }
});
