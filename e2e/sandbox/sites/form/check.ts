/** What a browser would say of the fields, said again by the server. */
import type { Field } from "./fields.ts";

const SHAPES: Partial<Record<Field["type"], [shape: RegExp, problem: string]>> = {
  number: [/^-?\d+(\.\d+)?$/, "Please enter a number."],
  range: [/^-?\d+(\.\d+)?$/, "Please choose a number."],
  email: [/^[^\s@]+@[^\s@]+\.[^\s@.]+$/, "Please enter an email address."],
  url: [/^https?:\/\/[^\s/]+(\/\S*)?$/, "Please enter a whole address, with https://."],
  date: [/^\d{4}-\d\d-\d\d$/, "Please enter a date."],
  time: [/^([01]\d|2[0-3]):[0-5]\d$/, "Please enter a time."],
  "datetime-local": [
    /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/,
    "Please enter a date and a time.",
  ],
  month: [/^\d{4}-(0[1-9]|1[0-2])$/, "Please enter a month."],
  week: [/^\d{4}-W([0-4]\d|5[0-3])$/, "Please enter a week."],
};

const isTicked = ({ type }: Field): boolean => type === "checkbox" || type === "switch";

/** In what the step is counted: numbers as they are, times in seconds. */
function amount({ type }: Field, value: string): number {
  if (type !== "time") return Number(value);
  const [hours, minutes] = value.split(":");
  return Number(hours) * 3_600 + Number(minutes) * 60;
}

function outOfBounds(field: Field, value: string): string | null {
  const { min, max, step, type } = field;
  // Dates and times are written so that they sort as texts.
  const numeric = type === "number" || type === "range";
  const under = (one: string, other: string) =>
    numeric ? Number(one) < Number(other) : one < other;
  if (min !== undefined && under(value, min))
    return `Please choose ${min} or ${numeric ? "more" : "later"}.`;
  if (max !== undefined && under(max, value))
    return `Please choose ${max} or ${numeric ? "less" : "earlier"}.`;
  const steps = step && (amount(field, value) - amount(field, min ?? "0")) / step;
  return steps !== undefined && !Number.isInteger(steps) ? "Please keep to the steps." : null;
}

/** What is wrong with a value, or null; an empty one is wrong only where something is required. */
export function problemOf(field: Field, value: string): string | null {
  if (value === "") {
    if (!field.required) return null;
    return isTicked(field) ? "Please tick this." : "Please fill this in.";
  }
  const [shape, problem] = SHAPES[field.type] ?? [];
  if (shape && problem && !shape.test(value)) return problem;
  if (field.pattern && !new RegExp(`^(?:${field.pattern})$`).test(value))
    return "Please keep to the pattern.";
  if (field.options && !field.options.some(([option]) => option === value))
    return "Please choose one of these.";
  if (field.minLength && value.length < field.minLength)
    return `Please write ${field.minLength} characters or more.`;
  if (field.maxLength && value.length > field.maxLength)
    return `Please write ${field.maxLength} characters or fewer.`;
  return outOfBounds(field, value);
}

/** A value in words for people; of a password only that there was one. */
export function shownValue(field: Field, value: string): string {
  if (isTicked(field)) return value === "" ? "No" : "Yes";
  if (value === "") return "not given";
  if (field.type === "password") return "received, not shown";
  return field.options?.find(([option]) => option === value)?.[1] ?? value;
}
