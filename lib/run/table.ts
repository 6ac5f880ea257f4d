/** A result's table: rows whose keys differ. Pure. */
import type { Json, RunResult } from "../contract/api.ts";

type Row = RunResult["dataTable"][number];

/** Every key of every row, in the order of first appearance: keys differ from row to row. */
export function tableColumns(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/** The cell of a row; what every object inherits is not in it. */
export const cellOf = (row: Row, column: string): Json | undefined =>
  Object.hasOwn(row, column) ? row[column] : undefined;

/** What a spreadsheet can hold: nested values are JSON in a text, what is missing is null. */
export type FlatCell = string | number | boolean | null;

const flat = (value: Json | undefined): FlatCell => {
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : value;
};

/** A table as a spreadsheet has it: every row has every column. */
export function flatTable(rows: readonly Row[]): { columns: string[]; cells: FlatCell[][] } {
  const columns = tableColumns(rows);
  return { columns, cells: rows.map((row) => columns.map((column) => flat(cellOf(row, column)))) };
}
