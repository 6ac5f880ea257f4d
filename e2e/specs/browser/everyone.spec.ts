/** Every page in every state, for everyone: gone through once with axe. */
import { axeViolations } from "../../support/axe.ts";
import { CATALOGUE } from "../../support/gallery/catalogue.ts";
import { Visit } from "../../support/gallery/visit.ts";
import { walk } from "../../support/gallery/walk.ts";
import { expect, test } from "../../support/test.ts";

for (const { name, states } of CATALOGUE) {
  test(`${name}: no state of any page has something axe finds fault with`, async ({
    page,
    consoleGuard,
  }) => {
    test.setTimeout(180_000);
    const found: string[] = [];
    const wrong = await walk(new Visit(page), consoleGuard, states, async (state) => {
      for (const line of await axeViolations(page)) found.push(`${state.name}: ${line}`);
    });
    expect([...wrong, ...found].join("\n")).toBe("");
  });
}
