"use client";

/** Desktop notifications: what of, and how one is shown. */
import type { RunView, TaskList } from "../contract/api.ts";
import { STATE_LABEL } from "../run/state.ts";
import { isNews, type RunStanding, standingOfRun, standingOfTasks } from "./run-news.ts";
import { steadyTimeout } from "./steady-timer.ts";
import { claim, onToldForgotten, TOLD } from "./told-runs.ts";

/** So long a tab that nobody looks at leaves the word to one that somebody does, in ms. */
const YIELD_MS = 1_500;

/**
 * Shows one.
 * @param tag one with the same tag takes the place of the one before
 * @returns false where the browser has them in name only, as on phones
 */
export function notify(title: string, body: string, tag: string, onClick: () => void): boolean {
  try {
    // `renotify`: the new one makes itself heard, too.
    const options = { body, tag: `runboard ${tag}`, renotify: true, icon: "/favicon.ico" };
    const shown = new Notification(title, options);
    shown.addEventListener("click", () => {
      window.focus();
      shown.close();
      onClick();
    });
    return true;
  } catch {
    return false;
  }
}

const isLookedAt = (): boolean => document.visibilityState === "visible" && document.hasFocus();

/** Does it while no other tab is doing it. */
const alone = (act: () => void): void =>
  void ("locks" in navigator ? navigator.locks.request(TOLD, act) : act());

/**
 * Tells of a run, once in this browser, unless somebody looks at this tab or at another one in which
 * it is seen.
 */
function tell(standing: RunStanding, onClick: (standing: RunStanding) => void): void {
  const { runId, state, name } = standing;
  const act = () =>
    alone(() => {
      if (!claim(standing) || isLookedAt()) return;
      notify(STATE_LABEL[state], name, runId, () => onClick(standing));
    });
  if (isLookedAt()) return act();
  const callOff = steadyTimeout(() => {
    ignore();
    act();
  }, YIELD_MS);
  // Nothing is said of runs to whoever comes after a signing out.
  const ignore = onToldForgotten(() => {
    ignore();
    callOff();
  });
}

/** How the runs stand that are shown: one of them, or the newest ones of tasks. */
const standingsIn = (shown: RunView | TaskList | null): RunStanding[] => {
  if (shown === null) return [];
  return "tasks" in shown ? standingOfTasks(shown) : standingOfRun(shown);
};

/**
 * Watches runs from now on.
 * @param openedMs now, in epoch ms of the server's clock
 * @param go leads to a path of Runboard
 * @returns what is given what is shown, again and again
 */
export function createWatch(openedMs: number, go: (path: string) => void) {
  const known = new Map<string, RunStanding>();
  const open = ({ taskId, runId }: RunStanding) => {
    const base = `/tasks/${encodeURIComponent(taskId)}/runs/`;
    const path = base + encodeURIComponent(runId);
    const { pathname } = window.location;
    if (pathname !== path && pathname !== `${base}latest`) go(path);
  };
  return (shown: RunView | TaskList | null): void => {
    for (const now of standingsIn(shown)) {
      const before = known.get(now.runId);
      known.set(now.runId, now);
      if (isNews(before, now, openedMs)) tell(now, open);
    }
  };
}
