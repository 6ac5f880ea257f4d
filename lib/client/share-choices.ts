/** What an owner chooses about a link, and what of it crosses the wire. Pure. */
import type { ChangeShare, ExpiresIn, ShareInclude, ShareRow } from "../contract/shares.ts";

/** Which run is shared. */
export type SharedRunIds = { taskId: string; runId: string };

/** All that can still be changed once a link exists. */
export type ShareChoices = {
  include: ShareInclude;
  /** As typed; an empty one is none. */
  label: string;
  card: boolean;
  badge: boolean;
};

/** As the server takes it. */
export const LABEL_MAX = 80;

/** What is chosen before anybody chooses. */
export const FIRST_CHOICES: ShareChoices = {
  include: { taskName: true, result: false, toolCalls: false, live: false },
  label: "",
  card: false,
  badge: false,
};

/** The choices a link was made with, or last changed to. */
export const choicesOf = ({ include, label, card, badge }: ShareRow): ShareChoices => ({
  include,
  label: label ?? "",
  card,
  badge,
});

const PARTS = ["taskName", "result", "toolCalls", "live"] as const;

/** The address at which the server tells what a viewer would see. */
export function previewPath(
  { taskId, runId }: SharedRunIds,
  { include, label }: Pick<ShareChoices, "include" | "label">,
  expiresIn: ExpiresIn,
): string {
  const query = new URLSearchParams({
    taskId,
    runId,
    expiresIn,
    include: PARTS.filter((part) => include[part]).join(","),
  });
  if (label.trim()) query.set("label", label.trim());
  return `/api/shares/preview?${query}`;
}

/** What differs from how the link stands, to send; null when nothing does. */
export function changesOf(share: ShareRow, choices: ShareChoices): ChangeShare | null {
  const before = choicesOf(share);
  const change: ChangeShare = {};
  const parts = PARTS.filter((part) => before.include[part] !== choices.include[part]);
  if (parts.length > 0) {
    change.include = Object.fromEntries(parts.map((part) => [part, choices.include[part]]));
  }
  if (before.label !== choices.label.trim()) change.label = choices.label.trim() || null;
  if (before.card !== choices.card) change.card = choices.card;
  if (before.badge !== choices.badge) change.badge = choices.badge;
  return Object.keys(change).length > 0 ? change : null;
}
