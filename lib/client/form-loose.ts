/** Values of a model's JSON, whatever they turn out to be. */
import type { Json } from "../contract/api.ts";

export type Loose = { [key: string]: Json };
export const isRecord = (value: Json | undefined): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text, or a number as one; else empty. */
export const text = (value: Json | undefined): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
export const flag = (value: Json | undefined): boolean => value === true || value === "true";
/** What can be read as a number, as it was written. */
export const number = (value: Json | undefined): string | undefined => {
  const given = text(value).trim();
  return given !== "" && Number.isFinite(Number(given)) ? given : undefined;
};
