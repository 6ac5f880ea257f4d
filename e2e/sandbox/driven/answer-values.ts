/** What was answered, field by field. */

type Field = { label: string };

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

/**
 * The values of an answer in the order of the fields that were asked. Clients send the list of the
 * fields with a `value` each (upstream.md point 11), as it is or under `fields`, or values by label.
 * @returns undefined for what was not answered
 */
export function valuesOf(answer: unknown, fields: readonly Field[]): unknown[] {
  const record = recordOf(answer);
  const list = Array.isArray(answer) ? answer : record.fields;
  if (Array.isArray(list)) return fields.map((_, index) => recordOf(list[index]).value);
  return fields.map(({ label }) => record[label]);
}

/** A value as it is typed; empty when it is nothing that can be. */
export const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
