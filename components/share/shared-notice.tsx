import { TabMark } from "@/components/status/tab-mark";
import { Blank } from "@/components/ui/notice";
import type { ApiError } from "@/lib/client/api-error";
import type { Shut } from "@/lib/client/shared-reader";

type Kind = Shut | "opening";

const WORDS: Record<Kind, { title: string; more?: string }> = {
  opening: { title: "Opening the run…" },
  ended: { title: "This link has ended.", more: "Ask whoever sent it for a new one." },
  paused: {
    title: "This link is paused.",
    more: "It opens again by itself when its owner resumes it.",
  },
  unknown: { title: "This link does not work.", more: "Check that it was copied whole." },
};

/**
 * In the place of a shared run: why there is nothing to see. Neither it nor the tab tells of what
 * run it was.
 * @param trouble what the first read failed with; it goes on
 */
export function SharedNotice({ is, trouble = null }: { is: Kind; trouble?: ApiError | null }) {
  const { title, more } = WORDS[is];
  return (
    <div role="status" data-testid="shared-notice" data-kind={is}>
      <TabMark title="Shared run" />
      <Blank level={1} title={title}>
        {trouble?.message ?? more}
      </Blank>
    </div>
  );
}
