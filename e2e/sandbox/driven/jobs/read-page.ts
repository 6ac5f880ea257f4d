/** Any page, by its address: title, headings, links and tables. */
import { z } from "zod";
import type { Hand } from "../hand.ts";

const MOST_ROWS = 100;
const MOST_OF_A_KIND = 40;
const MOST_TEXT = 300;
const MOST_REFUSED = 10;

const text = z.string().transform((value) => value.replace(/\s+/g, " ").trim().slice(0, MOST_TEXT));
const texts = z.array(z.array(text).max(20)).max(200);
const found = z.object({
  title: text,
  headings: texts,
  links: texts,
  tables: z.array(z.object({ caption: text, head: z.array(text), rows: texts })).max(10),
});

type Found = z.infer<typeof found>;
type Row = Record<string, string>;

/** Runs in the page. */
function collect() {
  const said = (element: Element) => (element.textContent ?? "").slice(0, 2_000);
  const all = (selector: string, root: ParentNode = document) =>
    Array.from(root.querySelectorAll(selector)).slice(0, 200);
  return {
    title: document.title.slice(0, 2_000),
    headings: all("h1,h2,h3,h4,h5,h6").map((one) => [one.tagName.toLowerCase(), said(one)]),
    links: all('a[href^="http"], a[href^="/"], a[href]:not([href*=":"])').map((one) => [
      said(one),
      (one as HTMLAnchorElement).href.slice(0, 2_000),
    ]),
    tables: all("table")
      .slice(0, 10)
      .map((table) => ({
        caption: said(table.querySelector("caption") ?? document.createElement("i")),
        head: all("thead th, tr:first-child th", table).slice(0, 20).map(said),
        rows: all("tr", table)
          .map((row) => all("td", row).slice(0, 20).map(said))
          .filter((cells) => cells.length > 0),
      })),
  };
}

const tableRows = ({ caption, head, rows }: Found["tables"][number], index: number): Row[] =>
  rows.map((cells) => ({
    kind: "table row",
    table: caption || `table ${index + 1}`,
    ...Object.fromEntries(
      cells.map((cell, at) => [
        head.length === cells.length && head[at] ? head[at] : `column ${at + 1}`,
        cell,
      ]),
    ),
  }));

function rowsOf({ title, headings, links, tables }: Found): Row[] {
  const rows: Row[] = [
    { kind: "title", text: title },
    ...tables.flatMap(tableRows).slice(0, MOST_OF_A_KIND),
    ...headings
      .slice(0, MOST_OF_A_KIND)
      .map(([level = "", words = ""]) => ({ kind: "heading", level, text: words })),
    ...links
      .slice(0, MOST_OF_A_KIND)
      .map(([words = "", url = ""]) => ({ kind: "link", text: words, url })),
  ];
  return rows.slice(0, MOST_ROWS);
}

/** As it stands, where Markdown is read. */
const plain = (text: string): string =>
  text.replace(/\p{Cf}/gu, "").replace(/[\\`*_{}[\]()#+!<>|~]/g, "\\$&");

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** @throws GaveUp when the page cannot be opened or read */
export async function readPage(hand: Hand, url: string): Promise<string> {
  await hand.say(`Opening ${new URL(url).host}`);
  await hand.open(url);
  await hand.say("Reading the page");
  await hand.scroll();
  const page = await hand.read(found, hand.page.evaluate(collect));
  hand.found(rowsOf(page));
  const parts = [
    counted(page.headings.length, "heading"),
    counted(page.links.length, "link"),
    counted(page.tables.length, "table"),
  ];
  const refused = hand.refused.slice(0, MOST_REFUSED).join(", ");
  const about = refused && `\n\nWhat it wanted from elsewhere was refused: ${refused}.`;
  return `“${plain(page.title) || "A page without a title"}” has ${parts.join(", ")}.${about}`;
}
