/** Texts of others within Markdown: they stay text wherever it is drawn. Pure. */

/**
 * A text as code, in which nothing is a link, HTML or emphasis. What could end the code, or a cell
 * of a table around it, stands outside as a character reference.
 */
export function markdownCode(text: string): string {
  const pieces = text
    .trim()
    .replace(/\s+/g, " ")
    .split(/([`|\\])/);
  return pieces
    .map((piece) => {
      if (/^[`|\\]$/.test(piece)) return `&#${piece.charCodeAt(0)};`;
      const [, before = "", words = "", after = ""] = /^( *)(.*?)( *)$/.exec(piece) ?? [];
      return words ? `${before}\`${words}\`${after}` : before;
    })
    .join("");
}
