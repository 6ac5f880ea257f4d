/** Whether a field is filled in as its rules want, and what to say where it is not. Pure. */
import { mayMatch } from "./answer-pattern.ts";
import type { FieldValue } from "./answer-values.ts";
import { limitWords } from "./form-dates.ts";
import type { FormField } from "./form-input.ts";
import { WRITTEN } from "./form-limits.ts";
import { isScaled, onScale } from "./form-scale.ts";

/** The types whose values are bound by length and pattern, as in HTML. */
const KINDS: Partial<Record<FormField["type"], string>> = {
  number: "Enter a number.",
  date: "Enter a whole date.",
  time: "Enter a whole time.",
  "datetime-local": "Enter a whole date and time.",
  month: "Enter a whole month.",
  week: "Enter a whole week.",
};

const STEP_UNITS: Partial<Record<FormField["type"], string>> = {
  date: " days",
  time: " seconds",
  "datetime-local": " seconds",
  month: " months",
  week: " weeks",
};

const isDated = (type: FormField["type"]) => type !== "number" && type !== "range";

function missing(field: FormField, value: FieldValue): string | null {
  if (!field.required) return null;
  if (typeof value === "string") return value === "" ? "Fill this in." : null;
  // To leave a switch off is an answer too.
  if (value === false) return field.type === "checkbox" ? "Tick this to go on." : null;
  if (value === true || value.length > 0) return null;
  return field.kind === "many" ? "Choose at least one." : "Choose one.";
}

function outOfScale({ type, min, max, step, value }: FormField, text: string): string | null {
  const at = onScale(type, text);
  if (at === null) return KINDS[type] ?? "This cannot be read.";
  const [low, high] = [onScale(type, min ?? ""), onScale(type, max ?? "")];
  const [first, last] = [limitWords(min ?? ""), limitWords(max ?? "")];
  const isOver = low !== null && high !== null && low > high;
  const isLow = low !== null && at < low;
  const isHigh = high !== null && at > high;
  if (isOver ? isLow && isHigh : isLow || isHigh) {
    if (isOver) return `This must be ${first} or later, or ${last} or earlier.`;
    if (isLow) return isDated(type) ? `Not before ${first}.` : `At least ${first}.`;
    return isDated(type) ? `Not after ${last}.` : `At most ${last}.`;
  }
  if (step === undefined) return null;
  const base = low ?? onScale(type, value) ?? 0;
  const steps = (at - base) / Number(step);
  // Tenths are not exact.
  if (Math.abs(steps - Math.round(steps)) < 1e-6) return null;
  const from = low === null ? "" : `, counted from ${first}`;
  return `Only in steps of ${step}${STEP_UNITS[type] ?? ""}${from}.`;
}

const isMail = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text.trim());

function wrongWords(field: FormField, text: string): string | null {
  const { type, minLength, maxLength, pattern } = field;
  // Not cut off as it is typed: what is lost from a pasted text is not noticed.
  if (maxLength !== undefined && text.length > maxLength) {
    return `At most ${maxLength} characters; this has ${text.length}.`;
  }
  if (minLength !== undefined && text.length < minLength) {
    return `At least ${minLength} characters; this has ${text.length}.`;
  }
  if (type === "email" && !(field.multiple ? text.split(",") : [text]).every(isMail)) {
    return "Enter an e-mail address, such as name@example.com.";
  }
  if (type === "url" && !URL.canParse(text.trim())) {
    return "Enter a whole address, such as https://example.com.";
  }
  if (type !== "textarea" && !mayMatch(pattern, text)) {
    return `This does not have the form “${pattern}” that is asked for.`;
  }
  return null;
}

/**
 * What is wrong with a field, or null.
 * @param isUnreadable whether the browser holds something that is no value of this type
 */
export function fieldProblem(
  field: FormField,
  value: FieldValue,
  isUnreadable = false,
): string | null {
  // Nobody could put it right.
  if (field.locked) return null;
  if (isUnreadable) return KINDS[field.type] ?? "This cannot be read.";
  const lacks = missing(field, value);
  if (lacks || typeof value !== "string" || value === "") return lacks;
  if (isScaled(field.type)) return outOfScale(field, value);
  return WRITTEN.includes(field.type) ? wrongWords(field, value) : null;
}
