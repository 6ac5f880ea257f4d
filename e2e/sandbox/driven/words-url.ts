/** The address that a task names. */

const START = /(?<![\p{L}\p{N}+.-])https?:\/\//giu;
const REST = /(?:\[[0-9a-f:.]{2,45}\])?[^\s<>"“”„«»`{}|\\^[\]]*/iuy;
const CLOSING = /[.,;:!?…'’)*_~。，、]/;

/** Without what belongs to the sentence around it: its punctuation, and a bracket it did not open. */
function trimmed(text: string): string {
  let end = text.length;
  let open = 0;
  for (const character of text) open += character === "(" ? 1 : character === ")" ? -1 : 0;
  for (; end > 0 && CLOSING.test(text.charAt(end - 1)); end -= 1) {
    if (text.charAt(end - 1) !== ")") continue;
    if (open >= 0) break;
    open += 1;
  }
  return text.slice(0, end);
}

/** The first http or https URL in a text, without a user's name and password; null without one. */
export function firstUrl(text: string): string | null {
  for (const match of text.matchAll(START)) {
    REST.lastIndex = match.index + match[0].length;
    const [rest = ""] = REST.exec(text) ?? [];
    const [first = ""] = rest.split(/[,;](?=https?:\/\/)/i);
    const url = URL.parse(trimmed(match[0] + first));
    if (url === null) continue;
    url.username = "";
    url.password = "";
    return url.href;
  }
  return null;
}
