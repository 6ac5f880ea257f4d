/** The sandbox's own page, on which a person switches faults on and off. */
import type { Page } from "@playwright/test";
import { address } from "../../support/addresses.ts";
import { expect, test } from "../../support/test.ts";

test.use({ viewport: { width: 360, height: 740 } });

const FAULT = "500 in JSON";

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Where faults that are on are listed. Other tests have keys, and faults of theirs, in the sandbox. */
const faultsOn = (page: Page) => page.getByRole("region", { name: "On now" }).getByRole("listitem");

/** The calls whose line holds all of these words. */
const callsWith = (page: Page, ...words: string[]) =>
  words.reduce(
    (rows, word) => rows.filter({ hasText: word }),
    page.getByRole("region", { name: /^The last 20 calls/ }).getByRole("row"),
  );

async function switchOn(page: Page, often: string): Promise<void> {
  await page.getByLabel("Fault", { exact: true }).selectOption({ label: FAULT });
  await page.getByLabel("Calls to").selectOption("status");
  await page.getByLabel("How often").selectOption({ label: often });
  await page.getByRole("button", { name: "Switch on" }).click();
}

test("a fault is switched on, is met by a call, and is switched off; one for once ends by itself", {
  tag: "@full",
}, async ({ page, sandbox }) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const [runId] = runIds;
  /** As a client of the API asks, which knows nothing of faults. */
  const askStatus = async () => {
    const path = `/api/v1/task/${taskId}/run/status?runId=${runId}`;
    const headers = { "x-api-key": sandbox.key };
    return (await fetch(`${address("sandbox")}${path}`, { headers })).status;
  };
  expect(await askStatus()).toBe(200);

  await page.goto(`${address("sandbox")}/_sandbox/`);
  await page.getByLabel("Key", { exact: true }).selectOption(sandbox.key);
  await expect(page.getByText("No fault is on for this key.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Switch all off" })).toBeDisabled();
  await expect(callsWith(page, runId ?? "", "200")).toHaveCount(1);
  expect(await overflow(page), "without a fault").toBe(0);

  await switchOn(page, "until switched off");
  await expect(faultsOn(page)).toHaveCount(1);
  await expect(faultsOn(page)).toContainText(`${FAULT} · status · until switched off`);
  expect([await askStatus(), await askStatus()]).toEqual([500, 500]);
  await expect(callsWith(page, runId ?? "", "500")).toHaveCount(2);
  await expect(faultsOn(page)).toHaveCount(1);
  expect(await overflow(page), "with a fault and calls").toBe(0);

  await faultsOn(page)
    .getByRole("button", { name: `Switch off: ${FAULT}` })
    .click();
  await expect(faultsOn(page)).toHaveCount(0);
  await expect(page.getByText("No fault is on for this key.")).toBeVisible();
  // The button is gone, and who uses a keyboard is not sent back to the top.
  await expect(page.getByRole("heading", { name: "On now" })).toBeFocused();
  expect(await askStatus()).toBe(200);

  await switchOn(page, "once");
  await expect(faultsOn(page)).toContainText(`${FAULT} · status · 1 more`);
  expect([await askStatus(), await askStatus()]).toEqual([500, 200]);
  await expect(faultsOn(page)).toHaveCount(0);
  await expect(callsWith(page, runId ?? "", "500")).toHaveCount(3);

  await switchOn(page, "until switched off");
  await switchOn(page, "once");
  await expect(faultsOn(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Switch all off" }).click();
  await expect(faultsOn(page)).toHaveCount(0);
  expect(await askStatus()).toBe(200);
  // It is shown only where something went wrong.
  await expect(page.getByRole("alert")).toHaveCount(0);
});
