/** What somebody has filled in, and how it is sent. Pure. */
import type { Json } from "../contract/api.ts";
import type { FormField } from "./form-input.ts";
import { isRecord, type Loose } from "./form-loose.ts";

/** A text, a tick, or the positions of chosen options: their values may repeat. */
export type FieldValue = string | boolean | readonly number[];

/** Our API takes no longer text as an answer. */
export const MOST_CHARACTERS = 50_000;

/** What a field holds before anybody touches it. */
export function initialValue({ kind, value, checked, chosen }: FormField): FieldValue {
  if (kind === "text") return value;
  return kind === "tick" ? checked : chosen;
}

/** What must not be written down anywhere, not even in this tab. */
export const isSecret = ({ type, autocomplete }: FormField): boolean =>
  type === "password" || /password|one-time-code|(^| )cc-/.test(autocomplete);

function fits({ kind, options }: FormField, value: unknown): value is FieldValue {
  if (kind === "text") return typeof value === "string";
  if (kind === "tick") return typeof value === "boolean";
  if (!Array.isArray(value) || (kind === "one" && value.length > 1)) return false;
  return value.every((at) => Number.isInteger(at) && at >= 0 && at < options.length);
}

/** The values of a form where they are kept: null for what is secret. */
export const keptValues = (
  fields: readonly FormField[],
  values: readonly FieldValue[],
): (FieldValue | null)[] =>
  fields.map((field, at) => (isSecret(field) ? null : (values[at] ?? null)));

/**
 * Values for every field: those that were kept and still fit, else what the field begins with.
 * @param kept anything at all
 */
export function restoredValues(fields: readonly FormField[], kept: unknown): FieldValue[] {
  const list: unknown[] = Array.isArray(kept) ? kept : [];
  return fields.map((field, at) => {
    const value = field.locked || isSecret(field) ? undefined : list[at];
    return fits(field, value) ? value : initialValue(field);
  });
}

/** A number where that loses nothing; codes such as `0042` and very long numbers stay texts. */
function numberOr(text: string): Json {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return String(Number(trimmed)) === trimmed ? Number(trimmed) : trimmed;
}

function sentValue(field: FormField, value: FieldValue): Json {
  if (typeof value === "string") {
    return field.type === "number" || field.type === "range" ? numberOr(value) : value;
  }
  if (typeof value === "boolean") return value;
  const chosen = value.map((at) => field.options[at]?.given ?? null);
  return field.kind === "many" ? chosen : (chosen[0] ?? null);
}

/**
 * The answer to a form: its fields as the agent gave them, in their order, with a `value` each
 * (upstream.md point 11), as one JSON text.
 * @param given the fields as they came; what is no object is sent as one with its label
 */
export function answerText(
  given: readonly Json[],
  fields: readonly FormField[],
  values: readonly FieldValue[],
): string {
  const filled = fields.map((field, at): Loose => {
    const raw = given[field.index];
    const value = sentValue(field, values[at] ?? initialValue(field));
    return isRecord(raw) ? { ...raw, value } : { label: field.label, type: field.type, value };
  });
  const whole = JSON.stringify(filled);
  if (whole.length <= MOST_CHARACTERS) return whole;
  // The agent knows what could be chosen; nobody could shorten that.
  return JSON.stringify(filled.map(({ options: _options, ...rest }) => rest));
}
