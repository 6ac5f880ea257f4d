import "server-only";
import type { RunState } from "@/lib/contract/api";
import {
  NEUTRAL_BADGE,
  publicColour,
  publicDuration,
  publicWords,
  type PublicRun,
} from "@/lib/run/badge";
import { isEnded } from "@/lib/run/state";
import { cardName } from "@/lib/server/shares/card-name";
import type { PublicState } from "@/lib/server/shares/public-state";

/** All that a preview card shows, in words. */
export type CardContent = {
  icon: RunState;
  headline: string;
  colour: string;
  name: string | null;
  /** Empty when nobody knows. */
  time: string;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `Completed`, `Last seen running` */
export const headlineOf = (run: PublicRun): string => capital(publicWords(run));

/** `Took 2m 14s`, `Running for 2m 14s`; empty when nobody knows. */
export function timeOf(run: PublicRun): string {
  const duration = publicDuration(run);
  if (duration === null) return "";
  return isEnded(run.state) ? `Took ${duration}` : `Running for ${duration}`;
}

/** A clock that ticks is no news: a card is drawn anew four times a minute, not sixty. */
const TICK_MS = 15_000;

/** A run whose time, as long as it goes on, ticks slowly. */
function slowly(run: PublicRun): PublicRun {
  const { state, durationMs } = run;
  if (durationMs === null || isEnded(state)) return run;
  return { ...run, durationMs: durationMs - (durationMs % TICK_MS) };
}

/** What a card says: the same of all that there is nothing to say of. */
export function cardContent(told: PublicState): CardContent {
  if (told.found !== "state") {
    const headline = capital(NEUTRAL_BADGE.message);
    return { icon: "unknown", headline, colour: NEUTRAL_BADGE.color, name: null, time: "" };
  }
  return {
    icon: told.isCurrent ? told.state : "unknown",
    headline: headlineOf(told),
    colour: publicColour(told),
    name: told.taskName === null ? null : cardName(told.taskName),
    time: timeOf(slowly(told)),
  };
}
