/** When things came out: always today, never in the time to come. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The moment at which `at` of today had passed, as of the last full hour, so that it stays for a while. */
export function momentOf(at: number, now: Date): Date {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const passedMs = Math.floor((now.getTime() - midnight) / HOUR_MS) * HOUR_MS;
  return new Date(midnight + Math.round((passedMs * at) / MINUTE_MS) * MINUTE_MS);
}

const two = (value: number): string => String(Math.abs(value)).padStart(2, "0");

/** "2031-05-04T08:10:00+02:00", in the time of this machine. */
export function stamp(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:00${zone}`;
}

const LONG = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const SHORT = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
});

/** "Sunday, 4 May 2031" */
export const longDay = (date: Date): string => LONG.format(date);

/** "Sun, 4 May" */
export const shortDay = (date: Date): string => SHORT.format(date);

/** "Today, 08:10" */
export const timeOf = (date: Date): Html =>
  html`<time datetime="${stamp(date)}">Today, ${two(date.getHours())}:${two(date.getMinutes())}</time>`;
