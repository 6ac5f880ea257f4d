/** Every page in every state, for everyone: gone through once with axe, and with large text. */
import { axeViolations } from "../../support/axe.ts";
import { CATALOGUE } from "../../support/gallery/catalogue.ts";
import { Visit } from "../../support/gallery/visit.ts";
import { walk } from "../../support/gallery/walk.ts";
import { narrowLosses } from "../../support/narrow-text.ts";
import { expect, test } from "../../support/test.ts";

for (const { name, states } of CATALOGUE) {
  test(`${name}: axe finds fault with no state of any page, and nothing is lost at 320 px with text at 200 %`, async ({
    page,
    consoleGuard,
  }) => {
    test.setTimeout(180_000);
    const found: string[] = [];
    const wrong = await walk(new Visit(page), consoleGuard, states, async (state) => {
      const lines = [...(await axeViolations(page)), ...(await narrowLosses(page))];
      found.push(...lines.map((line) => `${state.name}: ${line}`));
    });
    expect([...wrong, ...found].join("\n")).toBe("");
  });
}
