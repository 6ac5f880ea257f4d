/**
 * Reads the parameters of a `form_input` tool call. A model wrote them: any key may be missing,
 * repeated or of another type (upstream.md point 11), so nothing here may throw.
 */
import type { Json } from "../contract/api.ts";
import { limitWords } from "./form-dates.ts";
import { lengths, limits, slider, WRITTEN } from "./form-limits.ts";
import { flag, isRecord, type Loose, number, text } from "./form-loose.ts";
import { compiled } from "./form-pattern.ts";
import { isScaled, onScale } from "./form-scale.ts";

export const FIELD_TYPES = [
  "text",
  "number",
  "email",
  "tel",
  "url",
  "password",
  "date",
  "time",
  "datetime-local",
  "month",
  "week",
  "textarea",
  "select",
  "checkbox",
  "radio",
  "switch",
  "range",
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

type FieldOption = {
  label: string;
  value: string;
  /** The value as the agent gave it: a number stays one. */
  given: Json;
};

export type FormField = {
  /** Its position: labels may repeat. */
  index: number;
  type: FieldType;
  /** How it is answered: in writing, by a tick, or by choosing one or many of its options. */
  kind: "text" | "tick" | "one" | "many";
  label: string;
  placeholder: string;
  /** What a text is filled with. Never filled for a password. */
  value: string;
  checked: boolean;
  /** The positions of the options that are chosen from the start: values may repeat. */
  chosen: number[];
  multiple: boolean;
  rows: number;
  required: boolean;
  /** Whether it cannot be changed, and why. */
  locked: "readonly" | "disabled" | null;
  /** The limits and the step that a value of this type can have. */
  min: string | undefined;
  max: string | undefined;
  step: string | undefined;
  minLength: number | undefined;
  maxLength: number | undefined;
  pattern: string;
  autocomplete: string;
  /** Rules in words: "required", "3 to 20 characters". */
  rules: string[];
  options: FieldOption[];
};

export type FormInput = {
  heading: string;
  description: string;
  fields: FormField[];
  submitLabel: string;
};

type Limited = Pick<FormField, "min" | "max" | "step" | "minLength" | "maxLength" | "pattern">;
type Limit = string | number | undefined;

function between(low: Limit, high: Limit, unit: string): string | null {
  if (low !== undefined && high !== undefined) return `${low} to ${high}${unit}`;
  if (low !== undefined) return `at least ${low}${unit}`;
  return high === undefined ? null : `at most ${high}${unit}`;
}

/** Only what an answer can keep to is told. */
function rules(field: Loose, limited: Limited): string[] {
  const { min, max, step, minLength, maxLength, pattern } = limited;
  const words = [
    flag(field.required) ? "required" : null,
    between(min && limitWords(min), max && limitWords(max), ""),
    step === undefined ? null : `in steps of ${step}`,
    between(minLength, maxLength, " characters"),
    pattern && "in a given form",
    flag(field.multiple) ? "more than one may be chosen" : null,
    flag(field.readonly) || flag(field.disabled) ? "cannot be changed" : null,
  ];
  return words.filter((word) => !!word) as string[];
}

function options(value: Json | undefined): FieldOption[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((option) => {
    const own = isRecord(option) ? text(option.value) : text(option);
    const label = isRecord(option) ? text(option.label) || own : own;
    const given = isRecord(option) ? (option.value ?? label) : option;
    return label ? [{ label, value: own || label, given }] : [];
  });
}

function kindOf(type: FieldType, multiple: boolean, hasOptions: boolean): FormField["kind"] {
  if (type === "checkbox" || type === "switch") return hasOptions ? "many" : "tick";
  // A choice without options can only be answered in writing.
  if ((type !== "select" && type !== "radio") || !hasOptions) return "text";
  return multiple && type === "select" ? "many" : "one";
}

/** Where each wanted value stands among the options; values come before labels. */
function positions(set: Json | undefined, from: FieldOption[], kind: FormField["kind"]): number[] {
  if (kind !== "one" && kind !== "many") return [];
  const wanted = Array.isArray(set) ? set.map(text) : [text(set)];
  const found = wanted.filter(Boolean).flatMap((word) => {
    const byValue = from.findIndex(({ value }) => value === word);
    const at = byValue >= 0 ? byValue : from.findIndex(({ label }) => label === word);
    return at >= 0 ? [at] : [];
  });
  return [...new Set(found)].slice(0, kind === "one" ? 1 : found.length);
}

function field(value: Json, index: number): FormField {
  const given: Loose = isRecord(value) ? value : { label: text(value) };
  const type = FIELD_TYPES.find((known) => known === text(given.type).toLowerCase()) ?? "text";
  const set = given.defaultValue ?? given.value;
  const multiple = flag(given.multiple);
  const own = options(given.options);
  const kind = kindOf(type, multiple, own.length > 0);
  const isWritten = kind === "text" && WRITTEN.includes(type);
  const pattern = text(given.pattern);
  const limited = {
    ...limits(type, given),
    ...lengths(isWritten ? given : {}),
    // As in HTML, a text of several lines has no pattern.
    pattern: isWritten && type !== "textarea" && compiled(pattern) ? pattern : "",
  };
  const filled = type === "password" ? "" : text(set);
  const isOdd = isScaled(type) && filled !== "" && onScale(type, filled) === null;
  const said = rules(given, limited);
  // What the control cannot show is still told.
  if (isOdd) said.push(`the agent suggests “${filled}”`);
  return {
    index,
    type,
    kind,
    label: text(given.label) || text(given.name) || `Field ${index + 1}`,
    placeholder: text(given.placeholder),
    value: isOdd ? "" : filled,
    checked: flag(set) || flag(given.checked),
    chosen: positions(set, own, kind),
    multiple,
    rows: Math.min(12, Math.max(2, Number(number(given.rows) ?? 3))),
    required: flag(given.required),
    locked: flag(given.disabled) ? "disabled" : flag(given.readonly) ? "readonly" : null,
    ...limited,
    autocomplete: text(given.autocomplete).trim().toLowerCase(),
    rules: said,
    options: own,
    ...(type === "range" ? slider(filled, limited) : {}),
  };
}

/** The form a tool call asks to be filled in; null when its parameters describe none. */
export function readFormInput(parameters: Json): FormInput | null {
  if (!isRecord(parameters) || !Array.isArray(parameters.fields)) return null;
  const submit = parameters.submitButton;
  return {
    heading: text(parameters.heading),
    description: text(parameters.description),
    fields: parameters.fields.map(field),
    submitLabel: (isRecord(submit) ? text(submit.label) : text(submit)) || "Submit",
  };
}
