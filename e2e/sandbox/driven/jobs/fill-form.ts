/** A form of any make: its fields are asked of people as they stand on the page, and filled in. */
import type { Hand } from "../hand.ts";
import { GaveUp } from "../gave-up.ts";
import { valuesOf } from "../answer-values.ts";
import type { FormField } from "./form-fields.ts";
import { fillField, readFields, readFaults } from "./form-fields.ts";
import { readPairs } from "./read-table.ts";

const MOST_TRIES = 3;

const question = (heading: string, fields: FormField[], faults: string[]) => ({
  heading: faults.length > 0 ? `${heading}: not accepted yet` : heading,
  description:
    faults.length > 0
      ? `The page says: ${faults.join(" ")}`
      : "The page asks for this. What you send is typed into it.",
  fields: fields.map(({ name: _name, ...field }) => field),
  submitButton: { label: "Fill in and send" },
});

/** @returns what the page says it has received */
export async function fillForm(hand: Hand, sites: string): Promise<string> {
  await hand.say("Opening the form");
  await hand.open(`${sites}/form`);
  const { page } = hand;
  const form = page.locator("form").first();
  await hand.say("Reading what the form asks for");
  await hand.scroll();
  const fields = await readFields(hand, form);
  const heading = ((await page.locator("h1").first().textContent()) ?? "").trim();
  const address = page.url();
  const isSent = (url: URL) => url.href !== address;
  const byHand = page.waitForURL(isSent, { timeout: 0 });
  byHand.catch(() => {});
  let faults: string[] = [];
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await hand.ask(question(heading, fields, faults), byHand);
    if (answer !== null) {
      await hand.say(`Filling in ${fields.length} fields`);
      const values = valuesOf(answer, fields);
      for (const [at, field] of fields.entries()) await fillField(hand, form, field, values[at]);
      faults = await readFaults(hand, form);
      if (faults.length > 0) continue;
      await hand.say("Sending the form");
      const problem = await hand.submit(form);
      if (problem !== null) throw new GaveUp(`The form was not taken: ${problem}.`);
      faults = await page.locator(".problem").allTextContents();
      if (!isSent(new URL(page.url()))) continue;
    }
    await hand.say("Reading what was received");
    await hand.scroll();
    const received = Object.entries(await readPairs(hand, "table.received"));
    hand.found(received.map(([field, value]) => ({ field, value })));
    return `The form was sent; the page shows ${received.length} values it received.`;
  }
  throw new GaveUp(`The form did not accept ${MOST_TRIES} answers: ${faults.join(" ")}`);
}
