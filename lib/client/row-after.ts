/**
 * Where the keyboard goes from a row. Pure.
 * @param from its place, from 0 on; -1 is no row yet
 * @param by 1 goes down, -1 up
 * @param count how many rows there are
 * @returns the place of the row to go to; -1 where there is none
 */
export function rowAfter(from: number, by: 1 | -1, count: number): number {
  if (from < 0 && by > 0) return count > 0 ? 0 : -1;
  return from < 0 ? count - 1 : Math.min(count - 1, Math.max(0, from + by));
}
