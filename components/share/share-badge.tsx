import { CopyField } from "@/components/ui/copy-field";
import { badgeSnippets } from "@/lib/client/share-badge";

/**
 * A run's badge and the texts that put it elsewhere.
 * @param shown whether the server gives it out already
 */
export function ShareBadge({
  origin,
  shareId,
  shown,
}: {
  origin: string;
  shareId: string;
  shown: boolean;
}) {
  const { address, markdown, html } = badgeSnippets(origin, shareId);
  return (
    <section aria-label="Badge" className="flex flex-col gap-2">
      {shown ? (
        <p className="flex h-5 items-center gap-2">
          <span className="font-semibold">Badge</span>
          {/* oxlint-disable-next-line nextjs/no-img-element -- an SVG of our own, as others embed it */}
          <img src={address} alt="The state of the run, as the badge shows it" className="h-5" />
        </p>
      ) : (
        <p className="text-xs text-muted">The badge is there once you save.</p>
      )}
      <CopyField label="Markdown" value={markdown} />
      <CopyField label="HTML" value={html} />
    </section>
  );
}
