/** Every page in every state; what is to be checked or drawn of all of them goes through this list. */
import { createStates } from "./create-states.ts";
import { listStates } from "./list-states.ts";
import { questionStates } from "./question-states.ts";
import { runStates } from "./run-states.ts";
import { shareStates } from "./share-states.ts";
import { shellStates } from "./shell-states.ts";
import { signInStates } from "./sign-in-states.ts";
import type { GalleryGroup } from "./state.ts";

/** Each group is gone through in one tab, so that few pages are loaded anew. */
export const CATALOGUE: GalleryGroup[] = [
  { name: "doors", states: [...signInStates, ...createStates] },
  { name: "lists", states: listStates },
  { name: "runs", states: runStates },
  { name: "questions", states: questionStates },
  { name: "shares", states: shareStates },
  { name: "windows", states: shellStates },
];
