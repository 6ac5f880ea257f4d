"use client";

/** Whether whoever uses this browser put the suggestions away. The server shows them. */
import { browserSwitch, useBrowserSwitch } from "./browser-switch.ts";

const HIDDEN = browserSwitch("runboard.suggestions-hidden", false);

/** Whether they are put away, and how to do that or to undo it. */
export const useSuggestionsHidden = () => useBrowserSwitch(HIDDEN);
