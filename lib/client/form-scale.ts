/** Numbers, dates and times as numbers on one scale, so that limits and steps are the same matter. */
import type { FieldType } from "./form-input.ts";

const DAY_S = 86_400;
/** What `<input type="number">` takes; `Number` takes more. */
const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,3})?)?$/;

function number(text: string): number | null {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

function days(text: string): number | null {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // 31 February is a date in March to some.
  const isReal = Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
  return isReal ? ms / 1_000 / DAY_S : null;
}

function seconds(text: string): number | null {
  const [, hours, minutes, rest = "0"] = TIME.exec(text) ?? [];
  return hours === undefined ? null : Number(hours) * 3_600 + Number(minutes) * 60 + Number(rest);
}

function moment(text: string): number | null {
  const [date = "", time = ""] = text.split(/[T ]/);
  const [day, second] = [days(date), seconds(time)];
  return day === null || second === null ? null : day * DAY_S + second;
}

function months(text: string): number | null {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  return year === undefined ? null : Number(year) * 12 + Number(month) - 1;
}

/** The first week of a year is the one with 4 January in it. */
function weeks(text: string): number | null {
  const [, year, week] = /^(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/.exec(text) ?? [];
  const fourth = year === undefined ? null : days(`${year}-01-04`);
  return fourth === null ? null : Math.floor((fourth + 3) / 7) + Number(week) - 1;
}

const SCALES: Partial<Record<FieldType, (text: string) => number | null>> = {
  number,
  range: number,
  date: days,
  time: seconds,
  "datetime-local": moment,
  month: months,
  week: weeks,
};

/** Whether values of this type have an order, and so may have limits and steps. */
export const isScaled = (type: FieldType): boolean => type in SCALES;

/**
 * Where a text stands among the values of a type: numbers as they are, days, seconds, months or
 * weeks; null when it is none, or the type has no order.
 */
export const onScale = (type: FieldType, text: string): number | null =>
  SCALES[type]?.(text.trim()) ?? null;
