/** When a timeline goes along with what is added at its end. Pure: told where a box is scrolled to. */

/** So near to the end it counts as there. */
export const NEAR_END_PX = 48;

/** Where a box is scrolled to: from its top, and how much is left below. */
export type ScrollPlace = { topPx: number; leftPx: number };

/**
 * Whether to follow after a box was scrolled: no longer once somebody goes up, again once
 * somebody comes down to the end. Neither what is added nor a box that changes its size says so.
 * @param isOn whether it was followed
 */
export function followsAfter(isOn: boolean, before: ScrollPlace, now: ScrollPlace): boolean {
  if (isOn) return now.topPx >= before.topPx || now.leftPx <= NEAR_END_PX;
  return now.topPx > before.topPx && before.leftPx > NEAR_END_PX && now.leftPx <= NEAR_END_PX;
}
