/** Links and how they stand, in words. Pure: the clock is given. */
import type { ExpiresIn, ShareList, ShareRow } from "../contract/shares.ts";
import { isEnded } from "../run/state.ts";
import { ageWords } from "../run/words.ts";

type ShareStatus = ShareRow["status"];

export const SHARE_STATUS_LABEL: Record<ShareStatus, string> = {
  live: "Live",
  paused: "Paused",
  key_rejected: "Key rejected",
  expired: "Expired",
  revoked: "Revoked",
  used: "Used",
  unconfirmed: "Perhaps used",
  question_over: "Question over",
  unsupported: "Cannot answer",
};

const STATUS_MEANING: Record<ShareStatus, string> = {
  live: "Whoever has the link sees the run",
  paused: "Nobody sees the run until you resume it",
  key_rejected: "The server no longer accepts the key. Sign in again, then resume.",
  expired: "Its time is over",
  revoked: "You took it back",
  used: "An answer was sent through it",
  unconfirmed: "An answer may have been sent through it",
  question_over: "The agent no longer asks",
  unsupported: "The server refused the right answer: it cannot take any",
};

const ANSWERS_MEANING: Partial<Record<ShareStatus, string>> = {
  live: "Whoever has the link can answer the question, once",
  paused: "Nobody can answer through it until you resume it",
};

/** What the status of a link means. */
export const shareStatusMeaning = ({ status, answers }: Pick<ShareRow, "status" | "answers">) =>
  (answers && ANSWERS_MEANING[status]) || STATUS_MEANING[status];

/** How long a link may last, for people. */
export const DURATIONS: readonly { value: ExpiresIn; label: string }[] = [
  { value: "1h", label: "1 hour" },
  { value: "24h", label: "24 hours" },
  { value: "7d", label: "7 days" },
  { value: "30d", label: "30 days" },
];

/** Whether a link can still be opened, or be opened again once resumed. */
export const isLiveShare = ({ status }: Pick<ShareRow, "status">): boolean =>
  status === "live" || status === "paused" || status === "key_rejected";

/** "1 link", "3 links". */
export const linksWords = (count: number): string => `${count} ${count === 1 ? "link" : "links"}`;

/**
 * How many links have not ended, and how many of those are paused: "3 live links", "3 live, 1
 * paused", "42 links, live or paused" where not all of them are on the page.
 */
export function heldLinksWords({ shares, live: held }: Pick<ShareList, "shares" | "live">): string {
  if (held === 0) return "No live links";
  const here = shares.filter(isLiveShare);
  if (here.length !== held) return `${linksWords(held)}, live or paused`;
  const live = here.filter(({ status }) => status === "live").length;
  if (live === held) return `${live} live ${live === 1 ? "link" : "links"}`;
  return live === 0 ? `${held} paused` : `${live} live, ${held - live} paused`;
}

/** When something ends: `in 40 s`, `in 12 min`, `in 24 h`, `in 6 d`, rounded; `now` once it is due. */
export function inWords(leftMs: number): string {
  const seconds = Math.round(leftMs / 1_000);
  if (seconds < 1) return "now";
  if (seconds < 60) return `in ${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `in ${minutes} min`;
  const hours = Math.round(seconds / 3_600);
  return hours < 48 ? `in ${hours} h` : `in ${Math.round(seconds / 86_400)} d`;
}

/** How long ago something was: `just now`, `42 s ago`. */
export function agoWords(ageMs: number): string {
  const age = ageWords(ageMs);
  return age === "just now" ? age : `${age} ago`;
}

/** "Never opened", "1 view", "12 views". */
export const viewsWords = (views: number): string =>
  views === 0 ? "Never opened" : `${views} ${views === 1 ? "view" : "views"}`;

/** What a link shows beside state, times and steps: "Task name, live view; badge". */
export function includeWords({
  include,
  card,
  badge,
  answers = false,
}: Pick<ShareRow, "include" | "card" | "badge"> & { answers?: boolean }): string {
  if (answers) return "Answers one question";
  const parts = [
    include.taskName && "task name",
    include.result && "result",
    include.toolCalls && "tool calls",
    include.live && "live view",
  ].filter((part) => part !== false);
  const outside = [card && "preview card", badge && "badge"].filter((part) => part !== false);
  const words = [parts.join(", ") || "state, times and steps only", outside.join(", ")];
  const text = words.filter(Boolean).join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How long a sealed copy of the key is kept for a link; null when there is none. */
export function keyWords({
  holdsKey,
  runState,
  answers,
}: Pick<ShareRow, "holdsKey" | "runState" | "answers">) {
  if (!holdsKey) return null;
  if (answers) return "Key kept until the question is over";
  return isEnded(runState)
    ? "Key kept until the result is read, for an hour at most"
    : "Key kept until the run ends";
}
