/** Where the system chooses all colours, nothing that carries a meaning goes with Runboard's own. */
import type { Page } from "@playwright/test";
import { type Look, looks, ringless } from "../../support/forced-colours.ts";
import { CATALOGUE } from "../../support/gallery/catalogue.ts";
import { Visit } from "../../support/gallery/visit.ts";
import { walk } from "../../support/gallery/walk.ts";
import { expect, test } from "../../support/test.ts";

/** But for a preview, which is not for use. */
const BUTTONS = ["header", "form", "search", "[role=dialog]"]
  .map((place) => `${place} button:not([inert] *)`)
  .join();
/** Icons that stand in a field, or behind what they copy. */
const BARE = /Show the key|Copy run id/;

/** The names of those buttons that nothing is drawn around. */
async function borderless(page: Page): Promise<string[]> {
  const all = await looks(page.locator(BUTTONS));
  expect(all.length, "buttons").toBeGreaterThan(0);
  return all.flatMap(({ name, border }) => (border || BARE.test(name) ? [] : [name]));
}

/** How each of them looks, in one word; there must be some. */
async function told(page: Page, selector: string, of: (look: Look) => string): Promise<string[]> {
  const all = await looks(page.locator(selector));
  expect(all.length, selector).toBeGreaterThan(0);
  return all.map(of);
}

/** That the one is told from the others by `of`. */
async function expectTold(page: Page, one: string, others: string, of: (look: Look) => string) {
  const [own] = await told(page, one, of);
  expect(await told(page, others, of), `${one} and ${others}`).not.toContain(own);
}

const ground = ({ ground, ink }: Look) => `${ground} ${ink}`;
const mark = ({ ground, border, height }: Look) => `${ground} ${border} ${height}`;

/** What is to be seen in a state of the catalogue, by its name. */
const SEEN: Record<string, (page: Page) => Promise<void>> = {
  "sign-in": async (page) => {
    expect(await told(page, "[type=radio]", ({ isNative }) => `${isNative}`)).not.toContain(
      "false",
    );
    expect(await borderless(page)).toEqual([]);
    expect(await ringless(page, 6)).toEqual([]);
  },
  tasks: async (page) => {
    const pills = await looks(page.locator("tbody [data-testid=state-pill]"));
    const icons = new Map(pills.map(({ name, icon }) => [name, icon]));
    expect(icons.size, "states").toBeGreaterThan(4);
    expect(new Set(icons.values()).size, "icons").toBe(icons.size);
    expect([...icons.values()]).not.toContain("");
    const bars = page.locator("tbody a svg g").first();
    await expect(bars).toHaveCSS("color", await bars.evaluate(colourOfLink));
    await page.locator("a[data-row]").first().focus();
    expect(await ringless(page, 3)).toEqual([]);
  },
  "tasks-filtered": async (page) => {
    await expectTold(page, "[aria-pressed=true]", "[aria-pressed=false]", ground);
    expect(await told(page, "nav [aria-current]", (look) => `${look.isUnderlined}`)).toEqual([
      "true",
    ]);
    expect(await ringless(page, 8)).toEqual([]);
  },
  "task-runs": async (page) => {
    expect(await told(page, "section ol a span > span", mark)).not.toContain("");
    expect(await told(page, "section ol a span > span", ({ border }) => border)).toContain(
      "dashed 1px",
    );
  },
  "run-running-steps": async (page) => {
    const strip = "[data-testid=timeline-strip] [data-kind]";
    const marks = await looks(page.locator(strip));
    expect(marks.filter((look) => !look.ground && !look.border)).toEqual([]);
    await expectTold(page, `${strip}[data-kind=gap]`, `${strip}[data-kind=work]`, mark);
    // Of each entry its mark and its bar.
    const rail = "[data-testid=timeline-item] [aria-hidden] > span";
    const rails = await looks(page.locator(rail));
    expect(rails.length).toBeGreaterThan(5);
    expect(rails.filter((look) => !look.ground && !look.border)).toEqual([]);
    expect(await borderless(page)).toEqual([]);
  },
  "run-entry": async (page) => {
    const row = "[data-testid=timeline-item] .group";
    await expectTold(
      page,
      `${row}:has([aria-expanded=true])`,
      `${row}:not(:has([aria-expanded=true]))`,
      ({ outline }) => outline,
    );
  },
  "run-result-to-come": (page) =>
    expectTold(page, "[role=tab][aria-selected=true]", "[role=tab][aria-selected=false]", mark),
  "run-menu": async (page) => {
    await page.keyboard.press("End");
    await expect(page.getByRole("menuitem").last()).toHaveAttribute("data-highlighted");
    await expectTold(page, "[data-highlighted]", "[role=menuitem]:not([data-highlighted])", ground);
  },
  "question-all-fields": async (page) => {
    const boxes = "[data-testid=tool-call] [type=checkbox], [data-testid=tool-call] [type=radio]";
    expect(await told(page, boxes, ({ isNative }) => `${isNative}`)).not.toContain("false");
  },
  "share-dialog": async (page) => {
    const boxes = "[role=dialog] [type=checkbox], [role=dialog] [type=radio]";
    expect(await told(page, boxes, ({ isNative }) => `${isNative}`)).not.toContain("false");
    expect(await borderless(page)).toEqual([]);
    expect(await ringless(page, 8)).toEqual([]);
  },
  palette: (page) =>
    expectTold(
      page,
      "[role=option][aria-selected=true]",
      "[role=option][aria-selected=false]",
      ({ outline }) => outline,
    ),
};

const colourOfLink = (part: Element) => getComputedStyle(part.closest("a") ?? part).color;

test("in forced colours states, choices, marks, buttons and the focus are told by more than colours", async ({
  page,
  consoleGuard,
}) => {
  test.setTimeout(90_000);
  await page.emulateMedia({ forcedColors: "active" });
  const states = CATALOGUE.flatMap(({ states }) => states).filter(({ name }) => name in SEEN);
  expect(states.length).toBe(Object.keys(SEEN).length);
  const wrong = await walk(new Visit(page), consoleGuard, states, async ({ name }) => {
    await SEEN[name]?.(page);
  });
  expect(wrong.join("\n")).toBe("");
});
