/** Values that must not be found, and the search for them in all there is. */
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Dashboard } from "./dashboard.ts";
import { type Received, spellingsOf } from "./received.ts";

export type Canary = {
  name: string;
  value: string;
  /** Places it belongs in, and is found in: an address, `log`, or `store/<file>`. None if left out. */
  belongs?: RegExp;
};

/** A value nothing else has. */
export const canaryOf = (name: string): string =>
  `canary-${name}-${randomBytes(18).toString("hex")}`;

const isIn = (text: string, value: string): boolean =>
  spellingsOf(value).some((spelling) => text.includes(spelling));

/** Every file of a folder and of those in it, by its path from there. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What a server leaves behind: its log and its files. Called once it is dead. */
export function leftBehind({ dataDir, log }: Pick<Dashboard, "dataDir" | "log">) {
  const files = filesIn(dataDir).map((file) => ({
    place: `store/${file.slice(dataDir.length + 1)}`,
    text: readFileSync(file, "latin1"),
  }));
  return [{ place: "log", text: log() }, ...files];
}

/**
 * Searches all that browsers received and all that was left behind.
 * @returns a line for each place where a canary does not belong, and for each that was found in no
 *   place where it does: a search that finds nothing shows nothing
 */
export async function wronglyPlaced(
  canaries: readonly Canary[],
  received: readonly Received[],
  left: ReturnType<typeof leftBehind>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, value, belongs } of canaries) {
    const inAnswers = await Promise.all(received.map((one) => one.carrying(value)));
    const inFiles = left.filter(({ text }) => isIn(text, value)).map(({ place }) => place);
    const places = [...new Set([...inAnswers.flat(), ...inFiles])];
    wrong.push(...places.filter((place) => !belongs?.test(place)).map((at) => `${name} in ${at}`));
    if (belongs && !places.some((place) => belongs.test(place))) wrong.push(`${name} not found`);
  }
  return wrong;
}
