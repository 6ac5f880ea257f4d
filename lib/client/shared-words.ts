/** A run in words for somebody who is not its owner: "you" would be the wrong person. */
import type { RunState, Transition } from "../contract/api.ts";
import type { SharedRunView } from "../contract/shares.ts";
import { STATE_LABEL } from "../run/state.ts";
import { inWords } from "./share-words.ts";

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
