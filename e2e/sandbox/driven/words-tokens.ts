/** A task as a row of words and numbers, and which of them are spoken for. */

export type Token = {
  /** As written. */
  text: string;
  /** In lower case, with straight apostrophes. */
  word: string;
  /** What stands between it and the one before: a blank, a hyphen, a full stop, nothing. */
  before: string;
  /** Null when it is no number. */
  value: number | null;
  /** Understood already, so no name of goods. */
  used: boolean;
};

const PIECE =
  /(\d{1,9}(?:[.,]\d{1,9}){0,4})|\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*|[<>≤≥]=?|[€$£+~]/gu;

/** "1,249.90", "1.249,90", "4,5", "1,200": of two kinds of points the last one is the decimal one. */
export function numberOf(text: string): number {
  const last = Math.max(text.lastIndexOf(","), text.lastIndexOf("."));
  if (last === -1) return Number(text);
  const [head, tail] = [text.slice(0, last), text.slice(last + 1)];
  const whole = head.replace(/[.,]/g, "");
  const thousands =
    tail.length === 3 &&
    !head.startsWith("0") &&
    !/[.,]/.test(head.replaceAll(text.charAt(last), ""));
  return Number(thousands ? whole + tail : `${whole}.${tail}`);
}

/** Reads a text once, from left to right. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    const [piece, digits] = match;
    const word = piece.toLowerCase().replaceAll("’", "'");
    const value = digits === undefined ? null : numberOf(digits);
    tokens.push({ text: piece, word, before: text.slice(end, match.index), value, used: false });
    end = match.index + piece.length;
  }
  return tokens;
}

/** Whether a sentence, or a part of one, ends before the token. */
export const startsPart = (token: Token): boolean => /[.,;:!?\n()]/.test(token.before);

const LONGEST = 5;

/**
 * The longest phrase of a table that the tokens from `at` on say.
 * @param table words parted by single blanks → what they mean
 */
export function phraseAt<Meaning>(
  tokens: readonly Token[],
  at: number,
  table: ReadonlyMap<string, Meaning>,
): { meaning: Meaning; length: number } | null {
  let phrase = "";
  let found: { meaning: Meaning; length: number } | null = null;
  for (let length = 1; length <= LONGEST; length += 1) {
    const token = tokens[at + length - 1];
    if (!token || token.used || (length > 1 && startsPart(token))) break;
    phrase += length === 1 ? token.word : ` ${token.word}`;
    const meaning = table.get(phrase);
    if (meaning !== undefined) found = { meaning, length };
  }
  return found;
}

/** Marks `length` tokens from `at` on as understood. */
export function use(tokens: readonly Token[], at: number, length = 1): void {
  for (const token of tokens.slice(at, at + length)) token.used = true;
}

/** A table for `phraseAt`: each meaning with its phrases, parted by "|". */
export const phrases = <Meaning>(...rows: [Meaning, string][]): ReadonlyMap<string, Meaning> =>
  new Map(rows.flatMap(([meaning, all]) => all.split("|").map((one) => [one, meaning] as const)));
