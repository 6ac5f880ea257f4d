/** Reads JSON as a person writes it: where its first mistake is, and where each value stands. Pure. */

/** Where a value stands in the whole: names of members, numbers of items. */
export type JsonPath = readonly (string | number)[];

type ReadJson =
  | { fault: { at: number; message: string } }
  | {
      fault: null;
      value: unknown;
      /** Where a value begins in the text; of one that is missing, where what should hold it does. */
      placeOf(path: JsonPath): number;
    };

type Rules = {
  /** How deep values may be nested. */
  maxDepth: number;
  /** Whether a member may stand twice in an object, as JSON has it. */
  mayRepeat: boolean;
};
/** Of what is read member by member: deeper, nothing is meant, and the server refuses it. */
const STRICT: Rules = { maxDepth: 30, mayRepeat: false };
/** Of what is handed on as it is: as deep as this reads without running out of its stack. */
export const ANY_JSON: Rules = { maxDepth: 500, mayRepeat: true };
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;
const WORD = /[A-Za-z_$][\w$]*/y;
const CONSTANTS = ["true", "false", "null"];

class Fault extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Browsers word syntax errors each in its own way and not all say where, so this reads itself. */
class Reader {
  readonly places = new Map<string, number>();
  readonly #text: string;
  readonly #rules: Rules;
  #at = 0;

  constructor(text: string, rules: Rules) {
    this.#text = text;
    this.#rules = rules;
  }

  /** @throws Fault */
  read(): void {
    this.#blank();
    if (this.#at === this.#text.length) throw new Fault(0, "There is nothing here yet.");
    this.#value([]);
    this.#blank();
    if (this.#at < this.#text.length) {
      throw new Fault(this.#at, "The JSON is complete before this. Take out what follows.");
    }
  }

  #value(path: JsonPath): void {
    this.places.set(JSON.stringify(path), this.#at);
    if (path.length > this.#rules.maxDepth) throw new Fault(this.#at, "This is nested too deeply.");
    const next = this.#text[this.#at];
    if (next === "{") this.#object(path);
    else if (next === "[") this.#list(path);
    else if (next === '"') this.#string();
    else if (!this.#skip(NUMBER)) this.#constant();
  }

  #object(path: JsonPath): void {
    const beganAt = this.#at;
    this.#at += 1;
    this.#blank();
    if (this.#take("}")) return;
    do {
      this.#blank();
      const keyAt = this.#at;
      if (this.#text[keyAt] === "}") throw new Fault(keyAt, "Take out the comma before this.");
      if (this.#text[keyAt] !== '"') {
        throw this.#missing(beganAt, "{", "A name in double quotes is expected here.");
      }
      this.#string();
      const key = JSON.parse(this.#text.slice(keyAt, this.#at)) as string;
      if (!this.#rules.mayRepeat && this.places.has(JSON.stringify([...path, key]))) {
        throw new Fault(keyAt, `“${key}” stands here twice.`);
      }
      this.#blank();
      if (!this.#take(":")) throw new Fault(this.#at, "A colon is missing here, after the name.");
      this.#blank();
      this.#value([...path, key]);
      this.#blank();
    } while (this.#take(","));
    if (!this.#take("}")) throw this.#missing(beganAt, "{", "A comma or } is missing here.");
  }

  #list(path: JsonPath): void {
    const beganAt = this.#at;
    this.#at += 1;
    this.#blank();
    if (this.#take("]")) return;
    let index = 0;
    do {
      this.#blank();
      if (this.#text[this.#at] === "]")
        throw new Fault(this.#at, "Take out the comma before this.");
      this.#value([...path, index]);
      this.#blank();
      index += 1;
    } while (this.#take(","));
    if (!this.#take("]")) throw this.#missing(beganAt, "[", "A comma or ] is missing here.");
  }

  #string(): void {
    const beganAt = this.#at;
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const next = this.#text[this.#at] ?? "";
      if (next === '"') {
        this.#at += 1;
        return;
      }
      if (next === "\n") break;
      if (next < " ") throw new Fault(this.#at, "A tab within quotes is written \\t.");
      if (next !== "\\") continue;
      const escape = /^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/.exec(
        this.#text.slice(this.#at, this.#at + 6),
      );
      if (!escape) throw new Fault(this.#at, "A backslash within quotes is written \\\\.");
      this.#at += escape[0].length - 1;
    }
    throw new Fault(beganAt, "The quotes that open here are not closed on this line.");
  }

  #constant(): void {
    const beganAt = this.#at;
    if (this.#text[beganAt] === "'") throw new Fault(beganAt, "Texts stand in double quotes.");
    const word = this.#skip(WORD);
    if (word !== null && CONSTANTS.includes(word)) return;
    if (word !== null) throw new Fault(beganAt, `“${word}” must stand in double quotes.`);
    const isEnd = beganAt === this.#text.length;
    throw new Fault(beganAt, isEnd ? "The JSON ends too early." : "A value is expected here.");
  }

  /** At the very end it helps more to know what was not closed. */
  #missing(beganAt: number, bracket: string, message: string): Fault {
    if (this.#at < this.#text.length) return new Fault(this.#at, message);
    return new Fault(beganAt, `The ${bracket} that opens here is not closed.`);
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at += 1;
    return true;
  }

  #skip(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [null];
    this.#at += found?.length ?? 0;
    return found;
  }

  #blank(): void {
    this.#skip(BLANK);
  }
}

/** Reads a text as JSON, or tells its first mistake. */
export function readJson(text: string, rules: Rules = STRICT): ReadJson {
  const reader = new Reader(text, rules);
  try {
    reader.read();
    const value: unknown = JSON.parse(text);
    const placeOf = (path: JsonPath): number =>
      reader.places.get(JSON.stringify(path)) ?? (path.length > 0 ? placeOf(path.slice(0, -1)) : 0);
    return { fault: null, value, placeOf };
  } catch (error) {
    if (error instanceof Fault) return { fault: { at: error.at, message: error.message } };
    return { fault: { at: 0, message: "This is not JSON." } };
  }
}

/** Line and column of a place in a text, both from 1. */
export function lineOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
