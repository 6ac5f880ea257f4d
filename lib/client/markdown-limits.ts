/**
 * Which texts are drawn as Markdown. An agent wrote them, perhaps led by a hostile page, and parsing
 * takes the square of some marks and more of deep nesting: within these bounds no text was seen to
 * take longer than about a second, without them 10 kB took 13 s.
 */
const MAX_CHARS = 40_000;
const MAX_MARKS = 4_000;
const MAX_DEPTH = 8;
const MAX_INDENT = 60;
/** Every row of a table gets as many cells as its head. */
const MAX_CELLS = 10_000;

const MARKS = /[[\]*_~`<>|!&\\]|^[ \t]*(?:[-+]|\d{1,9}[.)])/gm;
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/;
const CONTAINER = />|[-+*]|\d{1,9}[.)]/g;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const depthOf = (line: string): number => count(CONTAINERS.exec(line)?.[0] ?? "", CONTAINER);
const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Whether a text may be parsed as Markdown; any other is shown as it stands. */
export function isModestMarkdown(text: string): boolean {
  if (text.length > MAX_CHARS || count(text, MARKS) > MAX_MARKS) return false;
  let columns = 0;
  const lines = text.split(/\r\n|\r|\n/);
  for (const line of lines) {
    if (depthOf(line) > MAX_DEPTH || indentOf(line) > MAX_INDENT) return false;
    columns = Math.max(columns, count(line, /\|/g));
  }
  return columns * lines.length <= MAX_CELLS;
}
