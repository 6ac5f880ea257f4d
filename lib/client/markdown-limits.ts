/**
 * Which texts are drawn as Markdown. An agent wrote them, perhaps led by a hostile page, and parsing
 * takes the square of some marks, and every line is carried through all that it is nested in:
 * without bounds 10 kB took 13 s.
 */
const MAX_CHARS = 40_000;
const MAX_MARKS = 4_000;
/** Quotes and lists that one line opens. */
const MAX_DEPTH = 8;
/** Columns before the words of a line, where two may nest one list deeper. */
const MAX_INDENT = 60;
/** Lines, times how deep any of them may be nested: a line without marks goes on in all of it. */
const MAX_NESTED_LINES = 8_000;
/** Every row of a table gets as many cells as its head. */
const MAX_CELLS = 10_000;

const MARKS = /[[\]*_~`<>|!&\\]|^[ \t]*(?:[-+]|\d{1,9}[.)])/gm;
/** Everything before the words of a line: blanks, quotes, heads of lists. */
const OPENING = /^(?:[ \t]+|>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))+/;
const CONTAINER = />|[-+*]|\d{1,9}[.)]/g;
const TAB = "    ";

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Whether a text may be parsed as Markdown; any other is shown as it stands. */
export function isModestMarkdown(text: string): boolean {
  if (text.length > MAX_CHARS || count(text, MARKS) > MAX_MARKS) return false;
  const lines = text.split(/\r\n|\r|\n/);
  let columns = 0;
  let nesting = 0;
  for (const line of lines) {
    const opening = (OPENING.exec(line)?.[0] ?? "").replaceAll("\t", TAB);
    const depth = count(opening, CONTAINER);
    const indent = count(opening, / /g);
    if (depth > MAX_DEPTH || indent > MAX_INDENT) return false;
    // Only what opens something can nest: code may be indented as deep as it likes to be.
    if (depth > 0) nesting = Math.max(nesting, depth + Math.floor(indent / 2));
    columns = Math.max(columns, count(line, /\|/g));
  }
  return columns * lines.length <= MAX_CELLS && nesting * lines.length <= MAX_NESTED_LINES;
}
