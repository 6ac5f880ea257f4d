import {
  Ban,
  Check,
  CircleQuestionMark,
  CircleSlash,
  KeyRound,
  Link2,
  type LucideIcon,
  MessageCircleOff,
  Pause,
  TimerOff,
} from "lucide-react";
import { Hint } from "@/components/ui/hint";
import { SHARE_STATUS_LABEL, shareStatusMeaning } from "@/lib/client/share-words";
import type { RunState } from "@/lib/contract/api";
import type { ShareRow } from "@/lib/contract/shares";

/** An icon, and the state whose tint it borrows. */
const LOOKS: Record<ShareRow["status"], { Icon: LucideIcon; tint: RunState }> = {
  live: { Icon: Link2, tint: "completed" },
  paused: { Icon: Pause, tint: "stopped" },
  key_rejected: { Icon: KeyRound, tint: "failed" },
  expired: { Icon: TimerOff, tint: "stopped" },
  revoked: { Icon: Ban, tint: "stopped" },
  used: { Icon: Check, tint: "completed" },
  unconfirmed: { Icon: CircleQuestionMark, tint: "stopped" },
  question_over: { Icon: MessageCircleOff, tint: "stopped" },
  unsupported: { Icon: CircleSlash, tint: "failed" },
};

/** How a link stands, as icon and word; on phones the icon, which keeps its name. */
export function ShareStatus({ share }: { share: Pick<ShareRow, "status" | "answers"> }) {
  const { status } = share;
  const { Icon, tint } = LOOKS[status];
  return (
    <Hint text={shareStatusMeaning(share)}>
      <span
        data-testid="share-status"
        data-status={status}
        data-state-tint={tint}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the meaning shows on focus
        tabIndex={0}
        className="inline-flex h-6 w-6 items-center justify-center gap-1.5 rounded-full align-middle text-xs font-medium whitespace-nowrap @xl:w-auto @xl:pr-2.5 @xl:pl-2"
      >
        <Icon className="size-4 shrink-0" aria-hidden />
        <span className="sr-only @xl:not-sr-only">{SHARE_STATUS_LABEL[status]}</span>
      </span>
    </Hint>
  );
}
