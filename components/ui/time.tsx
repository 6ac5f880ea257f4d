"use client";

import { useState } from "react";
import { useHydrated, useKnownNow, useNow } from "@/lib/client/now";
import { ageBoundWords, ageWords, durationWords } from "@/lib/run/words";

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const minute = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayYear = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

function words(date: Date, form: "clock" | "minute"): string {
  const time = (form === "clock" ? clock : minute).format(date);
  const today = new Date();
  if (sameDay(date, today)) return time;
  const sameYear = date.getFullYear() === today.getFullYear();
  return `${(sameYear ? day : dayYear).format(date)}, ${time}`;
}

/** The exact moment, in the viewer's zone and in UTC; the date is said twice only where it differs. */
export function exactTime(atMs: number): string {
  const date = new Date(atMs);
  const [utcDay, utcTime] = date.toISOString().slice(0, -1).split("T");
  const inUtc = date.getDate() === date.getUTCDate() ? utcTime : `${utcDay} ${utcTime}`;
  return `${exact.format(atMs)} · ${inUtc} UTC`;
}

/** A moment in the viewer's zone, for where the browser is known to run. */
export const momentWords = (atMs: number): string => words(new Date(atMs), "clock");

/** A moment in the viewer's zone, which only the browser knows: neutral until it runs. */
export function LocalTime({
  atMs,
  form = "clock",
  hint = true,
}: {
  atMs: number;
  form?: "clock" | "minute";
  /** Whether hover gives the exact moment. */
  hint?: boolean;
}) {
  const hydrated = useHydrated();
  // Put into words when it is asked for: that takes longer than all else of a row.
  const [hinted, setHinted] = useState(false);
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={hinted ? exactTime(atMs) : undefined}
      onPointerEnter={hint ? () => setHinted(true) : undefined}
      className="tabular-nums"
    >
      {hydrated ? words(new Date(atMs), form) : form === "clock" ? "--:--:--" : "--:--"}
    </time>
  );
}

/** How long ago something was: "42 s", ticking; hover gives the exact moment. */
export function Age({ atMs }: { atMs: number }) {
  const hydrated = useHydrated();
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={hydrated ? exactTime(atMs) : undefined}
      className="tabular-nums"
    >
      {ageWords(useNow() - atMs)}
    </time>
  );
}

/** Something that was not seen happened after `sinceMs`: "< 42 s", ticking. */
export function AgeAtMost({ sinceMs, why }: { sinceMs: number; why: string }) {
  const hydrated = useHydrated();
  // The clock of the page has whole seconds only.
  const bound = ageBoundWords(useNow() + 1_000 - sinceMs);
  return (
    <span
      title={hydrated ? `${why} · not before ${exactTime(sinceMs)}` : why}
      className="tabular-nums"
    >
      <span aria-hidden>&lt; {bound}</span>
      <span className="sr-only">
        less than {bound} ago. {why}
      </span>
    </span>
  );
}

/** How long something has lasted: "2m 14s", ticking while it has no end. */
export function Duration({ fromMs, toMs }: { fromMs: number; toMs: number | null }) {
  return toMs === null ? (
    <Ticking fromMs={fromMs} />
  ) : (
    <span className="tabular-nums">{durationWords(toMs - fromMs)}</span>
  );
}

function Ticking({ fromMs }: { fromMs: number }) {
  return <span className="tabular-nums">{durationWords(useKnownNow() - fromMs)}</span>;
}
