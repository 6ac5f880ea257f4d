/** Session cookies that nobody was given, made from those that somebody was. */
import { type Arbitrary, base64String, constantFrom, nat, oneof, record, string } from "fast-check";

/** `at`, `more` and `which` are counted modulo whatever there is to choose from. */
export type Mutation = {
  kind: (typeof KINDS)[number];
  at: number;
  more: number;
  which: number;
  text: string;
};

const KINDS = [
  "bit",
  "character",
  "cut",
  "insertion",
  "addition",
  "part of another",
  "parts exchanged",
  "part emptied",
  "part replaced",
  "last bits",
  "alphabet",
  "password id",
  "expiry",
  "twice",
  "anything",
  "long",
  "other",
] as const;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const PASSWORD_IDS = ["", "0", "2", "01", "1 ", "__proto__", "constructor", "toString", "1~2"];

/** @param others how many whole cookies there are that are nobody's */
export const mutations = (others: number): Arbitrary<Mutation> =>
  record({
    kind: constantFrom(...KINDS),
    at: nat(),
    more: nat(),
    which: nat({ max: 2 * others - 1 }),
    text: oneof(
      string({ minLength: 1, maxLength: 40 }),
      string({ unit: "binary", minLength: 1, maxLength: 40 }),
      base64String({ minLength: 4, maxLength: 64 }),
    ),
  });

const replaced = (text: string, at: number, by: string, length = 1) =>
  `${text.slice(0, at)}${by}${text.slice(at + length)}`;

/** A character of base64url whose last bits, which no byte takes, are others. */
function withOtherLastBits(part: string, more: number): string {
  const last = ALPHABET.indexOf(part.at(-1) ?? "");
  const free = part.length % 4 === 2 ? 16 : part.length % 4 === 3 ? 4 : 1;
  if (last < 0 || free === 1) return `${part}=`;
  const other = last - (last % free) + ((last + 1 + (more % (free - 1))) % free);
  return `${part.slice(0, -1)}${ALPHABET[other]}`;
}

type From = {
  /** Two that are somebody's, of the same make. */
  cookies: readonly [string, string];
  /** Whole ones that are nobody's. */
  whole: readonly string[];
};

/**
 * The cookie a mutation makes. It may come out as one that somebody was given: whoever calls this
 * leaves those out.
 */
export function mutated({ kind, at, more, which, text }: Mutation, from: From): string {
  const [cookie, other] =
    which % 2 === 0 ? from.cookies : (from.cookies.toReversed() as [string, string]);
  const place = at % cookie.length;
  const parts = cookie.split("*");
  const theirs = other.split("*");
  const part = at % parts.length;
  const one = parts[part] ?? "";
  const joined = (by: string, index = part) => parts.with(index, by).join("*");
  switch (kind) {
    case "bit":
      return replaced(
        cookie,
        place,
        String.fromCharCode(cookie.charCodeAt(place) ^ (1 << (more % 8))),
      );
    case "character":
      return replaced(cookie, place, ALPHABET[more % ALPHABET.length] ?? "");
    case "cut":
      return more % 2 ? cookie.slice(0, place) : replaced(cookie, place, "", 1 + (more % 40));
    case "insertion":
      return replaced(cookie, place, text, 0);
    case "addition":
      return more % 2 ? `${cookie}${text}` : `${text}${cookie}`;
    case "part of another":
      return joined(theirs[part] ?? "");
    case "parts exchanged":
      return parts
        .with(part, parts[more % parts.length] ?? "")
        .with(more % parts.length, one)
        .join("*");
    case "part emptied":
      return more % 2 ? joined("") : parts.toSpliced(part, 1).join("*");
    case "part replaced":
      return joined(text);
    case "last bits":
      return joined(withOtherLastBits(one, more));
    case "alphabet":
      return [
        () => cookie.replaceAll("-", "+").replaceAll("_", "/"),
        () => joined(`${one}${"=".repeat(1 + (more % 3))}`),
        () => encodeURIComponent(cookie).replaceAll("*", "%2A"),
        () => replaced(cookie, place, `%${cookie.charCodeAt(place).toString(16)}`),
        () => (more % 2 ? cookie.toLowerCase() : cookie.toUpperCase()),
      ][more % 5]?.() as string;
    case "password id":
      return joined(PASSWORD_IDS[more % PASSWORD_IDS.length] ?? "", 1);
    case "expiry":
      return joined(["", String(at), "9".repeat(1 + (more % 30)), "-1", "1e99"][more % 5] ?? "", 5);
    case "twice":
      return [`${cookie}${cookie}`, `${cookie},${cookie}`, `${cookie}; ${cookie}`, `${cookie}~2`][
        more % 4
      ] as string;
    case "anything":
      return more % 20 === 0 ? "" : text;
    case "long":
      return more % 2
        ? `${cookie}${"A".repeat(4_096 - cookie.length + (at % 3))}`
        : text.repeat(1 + (at % 200));
    case "other": {
      const whole = from.whole[which % from.whole.length] ?? "";
      return more % 2 ? whole : joined(whole.split("*")[part] ?? "");
    }
  }
}
