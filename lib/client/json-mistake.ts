/** Where a text stops being JSON. Browsers word that differently, and some tell no place. */

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;

export type JsonMistake = { line: number; column: number; what: string };

/** Walks over the text without recursion: it may be nested as deeply as it is long. */
function wrongAt(text: string): { at: number; what: string } | null {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const taken = pattern.exec(text);
    if (!taken) return false;
    at += taken[0].length;
    return true;
  };
  const open: ("[" | "{")[] = [];
  let wants: "value" | "value or ]" | "key" | "key or }" | "after" = "value";
  for (;;) {
    take(SPACE);
    const sign = text[at];
    if (wants === "after") {
      const inner = open.at(-1);
      if (inner === undefined) return sign === undefined ? null : { at, what: "the end" };
      if (sign === (inner === "[" ? "]" : "}")) {
        open.pop();
        at += 1;
      } else if (sign === ",") {
        wants = inner === "[" ? "value" : "key";
        at += 1;
      } else return { at, what: inner === "[" ? "a comma or ]" : "a comma or }" };
    } else if (wants === "key" || wants === "key or }") {
      if (wants === "key or }" && sign === "}") {
        open.pop();
        at += 1;
        wants = "after";
      } else {
        if (!take(STRING)) return { at, what: "a name in double quotes" };
        take(SPACE);
        if (text[at] !== ":") return { at, what: "a colon" };
        at += 1;
        wants = "value";
      }
    } else if (sign === "{" || sign === "[") {
      open.push(sign);
      at += 1;
      wants = sign === "{" ? "key or }" : "value or ]";
    } else if (wants === "value or ]" && sign === "]") {
      open.pop();
      at += 1;
      wants = "after";
    } else {
      if (!take(STRING) && !take(NUMBER) && !take(WORD)) {
        return { at, what: sign === '"' ? "a text that ends on its line" : "a value" };
      }
      wants = "after";
    }
  }
}

/** The first mistake in a text that should be JSON, with lines and columns from 1; null if none. */
export function jsonMistake(text: string): JsonMistake | null {
  const wrong = wrongAt(text);
  if (!wrong) return null;
  const before = text.slice(0, wrong.at).split("\n");
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    what: `${wrong.what} is expected`,
  };
}
