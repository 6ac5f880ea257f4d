/** What axe finds on a page, in light and in dark. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";
import { drawn } from "./drawn.ts";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
// What is inside a frame is the agent's page, not ours.
const COMMON = { iframes: false, resultTypes: ["violations"] } satisfies RunOptions;
const EVERYTHING: RunOptions = {
  ...COMMON,
  runOnly: { type: "tag", values: TAGS },
  rules: { "target-size": { enabled: true } },
};
const CONTRAST: RunOptions = { ...COMMON, runOnly: { type: "rule", values: ["color-contrast"] } };

type WithAxe = { axe?: { run: (place: Document, options: RunOptions) => Promise<AxeResults> } };

async function violations(page: Page, options: RunOptions, when: string): Promise<string[]> {
  // A page that was opened softly has it already. Evaluated by the browser, it needs no nonce.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  const found = await page.evaluate(async (options) => {
    const { axe } = window as WithAxe;
    const { violations } = await (axe as NonNullable<WithAxe["axe"]>).run(document, options);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary, html }) => ({
        id,
        place: target.join(" "),
        html: html.slice(0, 160),
        why: failureSummary?.split("\n").slice(1).join(";").trim() ?? "",
      })),
    );
  }, options);
  return found.map(
    ({ id, place, html, why }) => `${id} (${when}) at ${place}: ${why}\n    ${html}`,
  );
}

/**
 * Every violation of WCAG 2.0 to 2.2 A and AA and of axe's best practices, a line each: all rules in
 * light, contrast also in dark.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  await drawn(page);
  const inLight = await violations(page, EVERYTHING, "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await drawn(page);
  const inDark = await violations(page, CONTRAST, "dark");
  await page.emulateMedia({ colorScheme: "light" });
  return [...inLight, ...inDark];
}
