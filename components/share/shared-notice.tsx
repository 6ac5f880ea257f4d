import { TabMark } from "@/components/status/tab-mark";
import { Blank } from "@/components/ui/notice";
import type { ApiError } from "@/lib/client/api-error";
import type { Shut } from "@/lib/client/shared-reader";
import { SHUT_WORDS } from "@/lib/client/shared-words";

type Kind = Shut | "opening";

const OPENING = { title: "Opening the run…", more: null };

/**
 * In the place of a shared run: why there is nothing to see. Neither it nor the tab tells of what
 * run it was.
 * @param trouble what the first read failed with; it goes on
 */
export function SharedNotice({ is, trouble = null }: { is: Kind; trouble?: ApiError | null }) {
  const { title, more } = is === "opening" ? OPENING : SHUT_WORDS[is];
  return (
    <div data-testid="shared-notice" data-kind={is}>
      <TabMark title={is === "opening" ? "Shared run" : title.replace(/\.$/, "")} />
      <Blank level={1} title={title}>
        {trouble?.message ?? more}
      </Blank>
    </div>
  );
}
