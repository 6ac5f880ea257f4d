import "server-only";
import type { Json } from "@/lib/contract/api";

const FILLED_IN = new Set(["defaultValue", "default", "value", "placeholder"]);

const isRecord = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** By its type, or by what a browser would fill into it. */
const asksForPassword = ({ type, autocomplete }: { [key: string]: Json }): boolean =>
  [type, autocomplete].some((text) => typeof text === "string" && /password/i.test(text));

/** A form's parameters without what an agent put into password fields: for its owner's eyes only. */
export function withoutPasswords(parameters: Json): Json {
  if (!isRecord(parameters) || !Array.isArray(parameters.fields)) return parameters;
  const fields = parameters.fields.map((field) => {
    if (!isRecord(field) || !asksForPassword(field)) return field;
    return Object.fromEntries(Object.entries(field).filter(([name]) => !FILLED_IN.has(name)));
  });
  return { ...parameters, fields };
}
