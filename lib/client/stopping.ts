/** Whether a run is being stopped. Pure. */
import type { RunView } from "../contract/api.ts";
import { isEnded } from "../run/state.ts";

/** After this, in ms, a stop that was accepted should have shown. */
export const STOP_SHOWS_MS = 20_000;

/** Whether a stop is on its way and may still show: the button says "Stopping…" then. */
export function isStopping({
  view,
  nowMs,
}: {
  view: Pick<RunView, "state" | "requests">;
  nowMs: number;
}): boolean {
  const { stopAt } = view.requests;
  if (stopAt === null || isEnded(view.state)) return false;
  return nowMs - Date.parse(stopAt) < STOP_SHOWS_MS;
}
