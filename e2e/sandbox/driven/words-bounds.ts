/** The limits in a task: "over 6 mm", "€ 20 to 40", "rated 4.5 or better". */
import type { Kind, Measure, Side } from "./words-measures.ts";
import { AFTER, BEFORE, MEASURES, SIGNS, SUBJECTS, TRAILERS } from "./words-measures.ts";
import type { Token } from "./words-tokens.ts";
import { phraseAt, startsPart, use } from "./words-tokens.ts";

export type Limit = { value: number; inclusive: boolean };
export type Bound = {
  of: Kind;
  min?: Limit;
  max?: Limit;
};

type Quantity = { value: number; measure: Measure | null; next: number };

/** "€ 40", "40 €", "6mm", "4.5": one number and its unit, on either side. */
function quantityAt(tokens: readonly Token[], at: number): Quantity | null {
  const sign = phraseAt(tokens, at, SIGNS);
  const place = at + (sign?.length ?? 0);
  const number = tokens[place];
  if (!number || number.used || number.value === null) return null;
  if (place > at && startsPart(number)) return null;
  const unit = sign ? null : unitAt(tokens, place + 1);
  const measure = sign ? { of: "price" as const, factor: 1 } : (unit?.meaning ?? null);
  return { value: number.value, measure, next: place + 1 + (unit?.length ?? 0) };
}

/** Whether the sentence goes on with the token at `at`. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && !startsPart(token);
}

const unitAt = (tokens: readonly Token[], at: number) =>
  goesOn(tokens, at) ? phraseAt(tokens, at, MEASURES) : null;

/** The other end of a range, behind "to", "and" or a dash. */
function otherEnd(tokens: readonly Token[], at: number, between: boolean): Quantity | null {
  const token = tokens[at];
  if (!token) return null;
  if (/^\s?[-–—]\s?$/.test(token.before)) return quantityAt(tokens, at);
  const joins = token.word === "to" || (between && token.word === "and");
  return joins && !startsPart(token) ? quantityAt(tokens, at + 1) : null;
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

function limitsOf(side: Side | null, of: Kind, value: number): Omit<Bound, "of"> {
  const limit = (inclusive: boolean, factor = 1) => ({ value: rounded(value * factor), inclusive });
  if (side === "over") return { min: limit(false) };
  if (side === "under") return { max: limit(false) };
  if (side === "least" || (side === null && of === "rating")) return { min: limit(true) };
  // A price alone is what somebody would spend.
  if (side === "most" || (side === null && of === "price")) return { max: limit(true) };
  if (side === "about") return { min: limit(true, 0.8), max: limit(true, 1.2) };
  return { min: limit(true), max: limit(true) };
}

/** What follows a number that stands for itself, and not for a count of something. */
const ALONE =
  /^(and|or|but|in|on|with|that|which|for|please|if|at|than|per|by|sorted|sort|then|from|only|now|today)$/;

type Found = { bound: Bound | null; end: number };

/** A limit that begins at `at`; its bound is null when the shop tells no such thing. */
function boundAt(tokens: readonly Token[], at: number, beforeIt: Kind | null): Found | null {
  const between = tokens[at]?.word === "between";
  const side = between ? null : phraseAt(tokens, at, BEFORE);
  const start = at + (between ? 1 : (side?.length ?? 0));
  const first = quantityAt(tokens, start);
  if (!first) return null;
  const second = otherEnd(tokens, first.next, between);
  if (between && !second) return null;
  const last = second ?? first;
  const measure = last.measure ?? first.measure;
  const told = goesOn(tokens, last.next) ? phraseAt(tokens, last.next, TRAILERS) : null;
  const trailer = told && (measure?.of ?? told.meaning) === told.meaning ? told : null;
  let end = last.next + (trailer?.length ?? 0);
  const after = second || side || !goesOn(tokens, end) ? null : phraseAt(tokens, end, AFTER);
  end += after?.length ?? 0;
  const late =
    after && goesOn(tokens, end) ? (unitAt(tokens, end) ?? phraseAt(tokens, end, TRAILERS)) : null;
  end += late?.length ?? 0;
  const lateOf =
    late === null ? undefined : typeof late.meaning === "string" ? late.meaning : late.meaning.of;
  const compared = between || side !== null || after !== null || (second && measure);
  const following = tokens[end];
  const alone = !following || startsPart(following) || ALONE.test(following.word);
  const of =
    measure?.of ?? trailer?.meaning ?? lateOf ?? beforeIt ?? (compared && alone ? "price" : null);
  if (measure?.of === null) return compared ? { bound: null, end } : null;
  if (of === null || (!measure && !compared && !beforeIt && !trailer)) return null;
  const factor = measure?.factor ?? 1;
  if (!second) {
    return {
      bound: { of, ...limitsOf(side?.meaning ?? after?.meaning ?? null, of, first.value * factor) },
      end,
    };
  }
  const ends = [first, last].map(({ value, measure }) => value * (measure?.factor ?? factor));
  const limit = (value: number) => ({ value: rounded(value), inclusive: true });
  return { bound: { of, min: limit(Math.min(...ends)), max: limit(Math.max(...ends)) }, end };
}

function tighter(
  one: Limit | undefined,
  other: Limit | undefined,
  sign: 1 | -1,
): Limit | undefined {
  if (!one || !other) return one ?? other;
  if (one.value === other.value) return one.inclusive ? other : one;
  return (other.value - one.value) * sign > 0 ? other : one;
}

function merge(bounds: Map<Kind, Bound>, { of, min, max }: Bound): void {
  const known = bounds.get(of);
  const [low, high] = [tighter(known?.min, min, 1), tighter(known?.max, max, -1)];
  bounds.set(of, { of, ...(low ? { min: low } : {}), ...(high ? { max: high } : {}) });
}

/** All limits, one bound for each measure; their words are used up. */
export function takeBounds(tokens: readonly Token[]): Bound[] {
  const bounds = new Map<Kind, Bound>();
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.used) continue;
    const subject = phraseAt(tokens, at, SUBJECTS);
    let from = at + (subject?.length ?? 0);
    if (subject && /^(is|are|of|:|=|a)$/.test(tokens[from]?.word ?? "")) from += 1;
    const found =
      (subject ? boundAt(tokens, from, subject.meaning) : null) ?? boundAt(tokens, at, null);
    if (!found) continue;
    if (found.bound) merge(bounds, found.bound);
    use(tokens, at, found.end - at);
    at = found.end - 1;
  }
  return [...bounds.values()];
}
