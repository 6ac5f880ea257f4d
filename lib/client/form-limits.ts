/**
 * The limits of a field. A rule that nothing can meet is none: it would keep a person from answering
 * at all.
 */
import type { FieldType, FormField } from "./form-input.ts";
import { type Loose, number, text } from "./form-loose.ts";
import { onScale } from "./form-scale.ts";

/** Limits that can be kept. Only a time of day may begin later than it ends: over midnight. */
export function limits(type: FieldType, field: Loose): Pick<FormField, "min" | "max" | "step"> {
  const [min, max] = [text(field.min).trim(), text(field.max).trim()];
  const [low, high] = [onScale(type, min), onScale(type, max)];
  const step = number(field.step);
  const isBackwards = low !== null && high !== null && low > high && type !== "time";
  return {
    min: low === null || isBackwards ? undefined : min,
    max: high === null || isBackwards ? undefined : max,
    step: step !== undefined && Number(step) > 0 ? step : undefined,
  };
}

/** The types whose values are bound by length and pattern, as in HTML. */
export const WRITTEN: readonly string[] = [
  "text",
  "email",
  "tel",
  "url",
  "password",
  "textarea",
  "select",
  "radio",
];

/** No answer may be longer than this, so a minimum beyond it cannot be meant. */
const MOST_LENGTH = 50_000;

/** Lengths that an answer can have. */
export function lengths(field: Loose): Pick<FormField, "minLength" | "maxLength"> {
  const least = Number(number(field.minLength) ?? 0);
  const most = Number(number(field.maxLength) ?? MOST_LENGTH);
  const isPossible = most > 0 && least <= Math.min(most, MOST_LENGTH);
  return {
    minLength: isPossible && least > 0 ? least : undefined,
    maxLength: isPossible && most < MOST_LENGTH ? most : undefined,
  };
}

/** A slider always stands somewhere: where it was put, else in the middle. */
export function slider(given: string, { min, max, step }: Pick<FormField, "min" | "max" | "step">) {
  const low = Number(min ?? (Number(max ?? 100) > 0 ? 0 : Number(max) - 100));
  const high = Number(max ?? (low < 100 ? 100 : low + 100));
  const by = Number(step ?? (high - low >= 10 ? 1 : (high - low) / 100 || 1));
  const wanted = onScale("range", given) ?? (low + high) / 2;
  const steps = Math.round((Math.min(high, Math.max(low, wanted)) - low) / by);
  const last = Math.floor((high - low) / by + 1e-9);
  const value = low + Math.min(steps, last) * by;
  return { min: `${low}`, max: `${high}`, step: `${by}`, value: `${Number(value.toFixed(10))}` };
}
