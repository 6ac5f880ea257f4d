/** What a README needs to show a run's badge. Pure. */

/**
 * The badge's address and the two texts that embed it.
 * @param origin Runboard's own, as people open it
 */
export function badgeSnippets(
  origin: string,
  shareId: string,
): { address: string; markdown: string; html: string } {
  const address = new URL(`/b/${encodeURIComponent(shareId)}.svg`, origin).href;
  return {
    address,
    markdown: `![run status](${address})`,
    html: `<img src="${address}" alt="run status">`,
  };
}
