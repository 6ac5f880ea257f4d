/**
 * Reads the parameters of a `form_input` tool call. A model wrote them: any key may be missing,
 * repeated or of another type (upstream.md point 11), so nothing here may throw.
 */
import type { Json } from "../contract/api.ts";

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
type FieldType = (typeof FIELD_TYPES)[number];

export type FormField = {
  /** Its position: labels may repeat. */
  index: number;
  type: FieldType;
  label: string;
  placeholder: string;
  /** Never filled for a password. */
  value: string;
  checked: boolean;
  multiple: boolean;
  rows: number;
  min: string | undefined;
  max: string | undefined;
  step: string | undefined;
  /** Rules in words: "required", "3 to 20 characters". */
  rules: string[];
  options: { label: string; value: string }[];
};

export type FormInput = {
  heading: string;
  description: string;
  fields: FormField[];
  submitLabel: string;
};

type Loose = { [key: string]: Json };
const isRecord = (value: Json | undefined): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: Json | undefined): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
const flag = (value: Json | undefined): boolean => value === true || value === "true";
const number = (value: Json | undefined): string | undefined => {
  const given = text(value).trim();
  return given !== "" && Number.isFinite(Number(given)) ? given : undefined;
};

function between(low: string | undefined, high: string | undefined, unit: string): string | null {
  if (low !== undefined && high !== undefined) return `${low} to ${high}${unit}`;
  if (low !== undefined) return `at least ${low}${unit}`;
  return high === undefined ? null : `at most ${high}${unit}`;
}

function rules(field: Loose): string[] {
  const step = number(field.step);
  const pattern = text(field.pattern);
  const words = [
    flag(field.required) ? "required" : null,
    between(text(field.min) || undefined, text(field.max) || undefined, ""),
    step === undefined ? null : `in steps of ${step}`,
    between(number(field.minLength), number(field.maxLength), " characters"),
    pattern ? `must match ${pattern}` : null,
    flag(field.multiple) ? "more than one may be chosen" : null,
    flag(field.readonly) || flag(field.disabled) ? "cannot be changed" : null,
  ];
  return words.filter((word) => word !== null);
}

function options(value: Json | undefined): FormField["options"] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((option) => {
    const own = isRecord(option) ? text(option.value) : text(option);
    const label = isRecord(option) ? text(option.label) || own : own;
    return label ? [{ label, value: own || label }] : [];
  });
}

function field(value: Json, index: number): FormField {
  const given: Loose = isRecord(value) ? value : { label: text(value) };
  const type = FIELD_TYPES.find((known) => known === text(given.type).toLowerCase()) ?? "text";
  const set = given.defaultValue ?? given.value;
  return {
    index,
    type,
    label: text(given.label) || text(given.name) || `Field ${index + 1}`,
    placeholder: text(given.placeholder),
    value: type === "password" ? "" : text(set),
    checked: flag(set) || flag(given.checked),
    multiple: flag(given.multiple),
    rows: Math.min(12, Math.max(2, Number(number(given.rows) ?? 3))),
    min: text(given.min) || undefined,
    max: text(given.max) || undefined,
    step: number(given.step),
    rules: rules(given),
    options: options(given.options),
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
