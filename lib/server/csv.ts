import "server-only";
import Papa from "papaparse";
import type { FlatCell } from "@/lib/run/table";

/**
 * What a spreadsheet takes for a formula, or for the start of one: its signs in any width, also
 * behind blanks, quotes and what nobody sees; and what would move it into a cell of its own.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}"'`‘’“”«»]*[=+\-@＝＋－＠﹦﹢﹣﹫−])/u;

/** The start of one within a text, where a spreadsheet cuts at signs that are not ours. */
const INNER = /([;|\t\r\n][\s\p{Cc}\p{Cf}"'`‘’“”«»]*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫−])/gu;

/** A text in which no part begins like a formula, wherever it is cut. */
const withoutFormulas = (cell: FlatCell): FlatCell =>
  typeof cell === "string" ? cell.replace(INNER, "$1'") : cell;

/** By this, programs know the text for UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * A table as CSV, for spreadsheets: texts that they would take for formulas begin with `'`, also
 * behind what some of them cut at. What is a number stays one, with its sign.
 */
export const csvText = (columns: string[], cells: FlatCell[][]): string =>
  `${BYTE_ORDER_MARK}${Papa.unparse(
    [columns, ...cells].map((row) => row.map(withoutFormulas)),
    {
      newline: "\r\n",
      escapeFormulae: FORMULA,
    },
  )}\r\n`;
