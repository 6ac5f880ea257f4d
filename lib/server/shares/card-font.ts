import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";

const FOLDER = "node_modules/geist/dist/fonts/geist-sans";

function load() {
  const medium = readFileSync(path.join(process.cwd(), FOLDER, "Geist-Medium.ttf"));
  const semiBold = readFileSync(path.join(process.cwd(), FOLDER, "Geist-SemiBold.ttf"));
  const inMedium = charactersOf(medium);
  return {
    fonts: [
      { name: "Geist", data: medium, weight: 500 as const, style: "normal" as const },
      { name: "Geist", data: semiBold, weight: 600 as const, style: "normal" as const },
    ],
    /** Whether the font has a glyph for a character. */
    has: (character: string) => inMedium.has(character.codePointAt(0) ?? 0),
  };
}

let loaded: ReturnType<typeof load> | undefined;

/** The fonts of the preview card, read once. Whatever they lack would be asked for on the web. */
export const cardFont = () => (loaded ??= load());

/** Where a table of an OpenType font begins. */
function tableAt(font: Buffer, name: string): number {
  const count = font.readUInt16BE(4);
  for (let at = 12; at < 12 + count * 16; at += 16) {
    if (font.toString("latin1", at, at + 4) === name) return font.readUInt32BE(at + 8);
  }
  throw new Error(`the font has no table ${name}`);
}

/** Where the `cmap` subtable of segments (format 4) begins. */
function segmentsAt(font: Buffer): number {
  const cmap = tableAt(font, "cmap");
  const count = font.readUInt16BE(cmap + 2);
  for (let index = 0; index < count; index += 1) {
    const at = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    if (font.readUInt16BE(at) === 4) return at;
  }
  throw new Error("the font does not list its characters in segments");
}

/**
 * The characters a font can draw, by its own list (OpenType `cmap`, format 4).
 * @throws Error when it has no such list
 */
function charactersOf(font: Buffer): Set<number> {
  const at = segmentsAt(font);
  const bytes = font.readUInt16BE(at + 6);
  const [ends, starts, deltas, offsets] = [14, 16 + bytes, 16 + 2 * bytes, 16 + 3 * bytes];
  const characters = new Set<number>();
  for (let segment = 0; segment < bytes; segment += 2) {
    const start = font.readUInt16BE(at + starts + segment);
    const end = font.readUInt16BE(at + ends + segment);
    const delta = font.readUInt16BE(at + deltas + segment);
    const offset = font.readUInt16BE(at + offsets + segment);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const entry = at + offsets + segment + offset + 2 * (code - start);
      const glyph = offset === 0 ? code : font.readUInt16BE(entry);
      if (glyph !== 0 && (glyph + delta) % 0x10000 !== 0) characters.add(code);
    }
  }
  return characters;
}
