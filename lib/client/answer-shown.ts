/** How much of a question is drawn at once: a model wrote it, and may have written a great deal. */
import type { FormField } from "./form-input.ts";

export const FIELDS_SHOWN = 200;
export const OPTIONS_SHOWN = 200;
/** All fields together. */
const OPTIONS_SHOWN_IN_ALL = 2_000;

/** How many options of each field are drawn. */
export function optionsShown(fields: readonly FormField[]): number[] {
  let left = OPTIONS_SHOWN_IN_ALL;
  return fields.map(({ options }) => {
    const shown = Math.min(options.length, OPTIONS_SHOWN, left);
    left -= shown;
    return shown;
  });
}
