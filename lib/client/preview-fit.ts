/** Whether a preview shows what is chosen. Pure. */

/** Whether a preview is of the present choices: it is, it will soon be, or it cannot be. */
export type PreviewFit = "same" | "updating" | "failed";

/**
 * How what is shown stands to what is chosen.
 * @param shown of which choices there is something to show; null for none
 * @param asked which choices were asked for last, and whether that failed
 * @param chosen what is chosen now
 */
export function previewFit(
  shown: string | null,
  asked: { path: string; failed: boolean },
  chosen: string,
): PreviewFit {
  if (shown === chosen) return "same";
  return asked.path === chosen && asked.failed ? "failed" : "updating";
}
