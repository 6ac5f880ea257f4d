/** What was told of runs in this browser: once for all its tabs, and forgotten with the session. */
import { type RunStanding, type Told, tellOnce } from "./run-news.ts";

/** What it is kept under, and the lock that tabs take for it. */
export const TOLD = "runboard.told";

const listeners = new Set<() => void>();

function readTold(): Told {
  try {
    const told: unknown = JSON.parse(localStorage.getItem(TOLD) ?? "[]");
    return Array.isArray(told) ? told : [];
  } catch {
    return [];
  }
}

/** Whether nobody in this browser has told it yet; from now on somebody has. */
export function claim(standing: RunStanding): boolean {
  const told = tellOnce(readTold(), standing);
  if (told === null) return false;
  try {
    localStorage.setItem(TOLD, JSON.stringify(told));
  } catch {
    // Then each tab tells it, and the tag makes one of them.
  }
  return true;
}

/** Forgets all of it: whoever signs out leaves neither runs nor their states behind. */
export function forgetTold(): void {
  for (const listener of listeners) listener();
  try {
    // Other tabs hear of what goes, not of what was never there.
    localStorage.setItem(TOLD, "[]");
    localStorage.removeItem(TOLD);
  } catch {
    // Then nothing was kept.
  }
}

/**
 * Calls `act` when it is forgotten, in this tab or in another one.
 * @returns what ends that
 */
export function onToldForgotten(act: () => void): () => void {
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if ((key === TOLD || key === null) && newValue === null) act();
  };
  listeners.add(act);
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(act);
    window.removeEventListener("storage", onStorage);
  };
}
