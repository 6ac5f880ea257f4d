/** Rows of a table on a page, by the words of its head. */
import { z } from "zod";
import type { Hand } from "../hand.ts";

const schema = z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) });

/** A heading as a key: “Order date” is `order date`. */
const keyOf = (heading: string): string => heading.replace(/\s+/g, " ").trim().toLowerCase();

/** @returns a record per row, its keys the headings */
export async function readTable(hand: Hand, selector: string): Promise<Record<string, string>[]> {
  const table = await hand.read(
    schema,
    hand.page.locator(selector).evaluate((element) => {
      const texts = (parts: Iterable<Element>) =>
        Array.from(parts, (part) => (part.textContent ?? "").replace(/\s+/g, " ").trim());
      return {
        head: texts(element.querySelectorAll("thead th")),
        rows: Array.from(element.querySelectorAll("tbody tr"), (row) => texts(row.children)),
      };
    }),
  );
  return table.rows.map((cells) =>
    Object.fromEntries(
      cells.map((cell, at) => [keyOf(table.head[at] ?? `column ${at + 1}`), cell]),
    ),
  );
}

/** Reads tables of pairs, such as facts about one thing: the name at left, what it is at right. */
export async function readPairs(hand: Hand, selector: string): Promise<Record<string, string>> {
  const pairs = await hand.read(
    z.array(z.tuple([z.string(), z.string()])),
    hand.page
      .locator(`${selector} tr`)
      .evaluateAll((rows) =>
        rows.map((row) => [
          row.querySelector("th")?.textContent?.trim() ?? "",
          row.querySelector("td")?.textContent?.trim() ?? "",
        ]),
      ),
  );
  return Object.fromEntries(pairs.map(([name, value]) => [keyOf(name), value]));
}
