/** From recorded transitions to what a timeline draws. Pure: no clock, no I/O. */
import type { RunState, ToolCall, Transition } from "../contract/api.ts";
import { stepWords } from "./words.ts";

export type TimelineItem = {
  /** The seq of the first transition in it: stable while the run goes on. */
  key: number;
  /** The seq of the last one in it. */
  lastKey: number;
  kind: Transition["kind"];
  state: RunState;
  words: string;
  /** Epoch ms. */
  atMs: number;
  /** Epoch ms; null while this item is the open one. */
  untilMs: number | null;
  /** Null while open: the clock is the viewer's. */
  durationMs: number | null;
  /** From the item before; null for the first. */
  sinceMs: number | null;
  precisionMs: number;
  /** How the stretch after the mark is drawn; an end has none. */
  bar: "work" | "wait" | "gap" | "none";
  /** How many transitions with the same words it stands for. */
  count: number;
  /** When each of them was seen, in epoch ms; none where it stands for one alone. */
  timesMs: number[];
  toolCall: ToolCall | null;
  live: boolean;
};

const END_WORDS: Partial<Record<RunState, string>> = {
  completed: "Completed",
  failed: "Failed",
  stopped: "Stopped",
};

/** Who did what. Where somebody answered with a link, whoever made it did not. */
function actionWords(action: Transition["action"]): string {
  if (!action) return "Action";
  return action.who === "link"
    ? `${action.what} through your link`
    : `${action.what} by ${action.who}`;
}

function words(transition: Transition): string {
  switch (transition.kind) {
    case "gap":
      return "Not watched";
    case "browser":
      return transition.live ? "Browser opened" : "Browser closed";
    case "action":
      return actionWords(transition.action);
    case "end":
      return END_WORDS[transition.state] ?? stepWords(transition.step, transition.state);
    case "question":
    case "step":
      return stepWords(transition.step, transition.state);
  }
}

function bar({ kind, state }: Transition): TimelineItem["bar"] {
  if (kind === "end") return "none";
  if (kind === "gap") return "gap";
  return state === "running" ? "work" : "wait";
}

const sameWords = (a: TimelineItem, b: TimelineItem): boolean =>
  a.kind === "step" && b.kind === "step" && a.state === b.state && a.words === b.words;

/**
 * The drawable items of a run, oldest first.
 * @param transitions in any order; `seq` decides, never the clock
 */
export function timelineItems(transitions: readonly Transition[]): TimelineItem[] {
  const items: TimelineItem[] = [];
  for (const transition of [...transitions].sort((a, b) => a.seq - b.seq)) {
    const atMs = Date.parse(transition.at);
    const untilMs = transition.until === null ? null : Date.parse(transition.until);
    const previous = items.at(-1);
    const item: TimelineItem = {
      key: transition.seq,
      lastKey: transition.seq,
      kind: transition.kind,
      state: transition.state,
      words: words(transition),
      atMs,
      untilMs,
      durationMs: untilMs === null ? null : Math.max(0, untilMs - atMs),
      sinceMs: previous ? Math.max(0, atMs - previous.atMs) : null,
      // A bound allows for clocks that differ; what follows a gap was still not before it.
      precisionMs:
        previous?.kind === "gap"
          ? Math.min(transition.precisionMs, Math.max(0, atMs - previous.atMs))
          : transition.precisionMs,
      bar: bar(transition),
      count: 1,
      timesMs: [],
      toolCall: transition.toolCall ?? null,
      live: transition.live,
    };
    if (previous && sameWords(previous, item)) {
      if (previous.count === 1) previous.timesMs.push(previous.atMs);
      previous.timesMs.push(atMs);
      previous.count += 1;
      previous.lastKey = transition.seq;
      previous.untilMs = untilMs;
      previous.durationMs = untilMs === null ? null : Math.max(0, untilMs - previous.atMs);
    } else {
      items.push(item);
    }
  }
  return items;
}

/**
 * The transitions a client holds, joined with those a later answer brought.
 * `until` of what was open follows from the next one's `at`.
 */
export function mergeTransitions(
  held: readonly Transition[],
  later: readonly Transition[],
): Transition[] {
  const bySeq = new Map([...held, ...later].map((transition) => [transition.seq, transition]));
  const ordered = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  return ordered.map((transition, index) => {
    const next = ordered[index + 1];
    return transition.until === null && next ? { ...transition, until: next.at } : transition;
  });
}
