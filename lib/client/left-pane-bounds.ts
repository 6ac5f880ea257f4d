/** Within which bounds two panes share their width, and how the choice is put back before a page is seen. */

export const LEFT_PANE = {
  usual: 60,
  least: 25,
  most: 75,
  /** Of the document's style. */
  property: "--left-pane",
  /** Of the browser's storage. */
  key: "runboard.left-pane",
} as const;

/** A kept or wished width, within the bounds; null for none, or what is no number. */
export function paneWidth(value: string | number | null): number | null {
  const width = value === null || value === "" ? Number.NaN : Number(value);
  if (!Number.isFinite(width)) return null;
  return Math.round(Math.min(LEFT_PANE.most, Math.max(LEFT_PANE.least, width)));
}

/**
 * What a page runs before its first paint, so that the panes are never seen to move: the kept width
 * becomes the document's. It is text, for a script of its own, and does what `paneWidth` does.
 */
export const KEPT_WIDTH_SCRIPT = `try{var w=parseFloat(localStorage.getItem("${LEFT_PANE.key}"));if(w>=${LEFT_PANE.least}&&w<=${LEFT_PANE.most})document.documentElement.style.setProperty("${LEFT_PANE.property}",w+"%")}catch{}`;
