/** Goes through states of the catalogue in one tab, and goes on whatever becomes of one of them. */
import type { ConsoleGuard } from "../console-guard.ts";
import { expect } from "../test.ts";
import type { GalleryState } from "./state.ts";
import type { Visit } from "./visit.ts";

/** Where the parts of a run are two panes; below 1024 px they are tabs. */
export const WIDE = { width: 1280, height: 800 };
export const TABBED = { width: 768, height: 1024 };

/**
 * Opens one state after the other.
 * @param look at a state that has settled; what it throws is that state's
 * @returns what went wrong, a line for each state
 */
export async function walk(
  visit: Visit,
  guard: ConsoleGuard,
  states: readonly GalleryState[],
  look: (state: GalleryState) => Promise<void>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const state of states) {
    if (state.errors) guard.expect(state.errors);
    try {
      await visit.reset();
      await visit.page.setViewportSize(state.tabbed ? TABBED : WIDE);
      await visit.enter(state.dialect, state.fresh);
      await state.open(visit);
      await expect(state.settled(visit.page).first()).toBeVisible();
      // Parts that are fetched once they are needed.
      await expect(visit.page.getByText(/^Loading the .*…$/)).toHaveCount(0);
      await look(state);
    } catch (error) {
      wrong.push(`${state.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return wrong;
}
