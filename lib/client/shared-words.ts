/** A run in words for somebody who is not its owner: "you" would be the wrong person. */
import type { RunState, Transition } from "../contract/api.ts";
import type { SharedRunView } from "../contract/shares.ts";
import { STATE_LABEL } from "../run/state.ts";
import { includeWords, inWords } from "./share-words.ts";
import type { Shut } from "./shared-reader.ts";

/** What the waiting state is called where the viewer is not who is asked. */
const WAITING = "Waiting for an answer";

/** What a state is called in a shared view. */
export const sharedStateLabel = (state: RunState): string =>
  state === "waiting" ? WAITING : STATE_LABEL[state];

/** The name of a shared run; its own only where that is included. */
export const sharedRunName = ({ task }: Pick<SharedRunView, "task">): string =>
  task ? task.name.trim() || "Untitled task" : "Shared run";

/** "expires in 6 days"; what is shorter has the usual units. */
export const expiresWords = (leftMs: number): string =>
  `expires ${inWords(leftMs).replace(/ d$/, " days")}`;

/** A step without words is named by its state, which for the waiting one would address the owner. */
const sharedStep = <T extends string | null>(step: T, state: RunState): T | string =>
  state === "waiting" && !step?.trim() ? WAITING : step;

/** Transitions whose words are right for anybody. */
export const sharedTransitions = (transitions: readonly Transition[]): Transition[] =>
  transitions.map((given) => ({ ...given, step: sharedStep(given.step, given.state) }));

/** A shared view in one line: its state, and which parts it has. "Running. Task name, result." */
export function sharedViewWords({
  state,
  task,
  result,
  toolCall,
  live,
}: Pick<SharedRunView, "state" | "task" | "result" | "toolCall" | "live">): string {
  const include = {
    taskName: task !== undefined,
    result: result !== undefined,
    toolCalls: toolCall !== undefined,
    live: live !== undefined,
  };
  return `${sharedStateLabel(state)}. ${includeWords({ include, card: false, badge: false })}.`;
}

/** Why there is nothing to see, and what can be done about it. */
export const SHUT_WORDS: Record<Shut, { title: string; more: string }> = {
  ended: { title: "This link has ended.", more: "Ask whoever sent it for a new one." },
  paused: {
    title: "This link is paused.",
    more: "It opens again by itself when its owner resumes it.",
  },
  unknown: { title: "This link does not work.", more: "Check that it was copied whole." },
};

/**
 * What is said aloud of a link as it is shut or opens again.
 * @param said what was said last, or nothing
 * @param is what the link shows now; null before the first answer
 */
export function sharedAloud(said: string, is: Shut | "open" | null): string {
  if (is === null) return "";
  if (is === "open") return said && "The run is shown now.";
  return `${SHUT_WORDS[is].title} ${SHUT_WORDS[is].more}`;
}
