import "server-only";
import { cardFont } from "@/lib/server/shares/card-font";

/** More than two lines hold; what follows is not even looked at. */
const MOST = 120;
/** Some of it may not be drawn. */
const MOST_READ = 1_000;

const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Marks that stack up, and what is drawn as nothing or turns text round. */
const LOOSE = /[\p{M}\p{C}]/u;

/**
 * A task's name as the preview card can draw it: without the characters its font lacks, and short.
 * @returns null when less than half of its letters and digits are left
 */
export function cardName(name: string): string | null {
  const { has } = cardFont();
  const read = name.slice(0, MOST_READ).toWellFormed().normalize("NFC").replace(/\s+/gu, " ");
  const drawn = [...read].filter((character) => !LOOSE.test(character) && has(character));
  const text = drawn.join("").replace(/ +/g, " ").trim();
  const letters = lettersIn(text);
  if (letters === 0 || letters * 2 < lettersIn(read)) return null;
  const short = [...text].slice(0, MOST).join("").trimEnd();
  return short === text ? text : `${short}…`;
}
