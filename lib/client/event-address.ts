"use client";

/** The entry of a timeline that the address names: `?event=12`. */
import { useSearchParams } from "next/navigation";

const NAME = "event";

/** @returns null when the address names none; 0, which no entry has, for what cannot be one */
export function useAddressedEvent(): number | null {
  const given = useSearchParams().get(NAME);
  if (given === null) return null;
  return /^[1-9]\d{0,9}$/.test(given) ? Number(given) : 0;
}

/**
 * Names an entry in the address, or none, without a step in the history. The fragment stays: that
 * of a shared page is its secret, which has to stay there and to go nowhere else.
 */
export function writeEvent(seq: number | null): void {
  const url = new URL(window.location.href);
  if (seq === null) url.searchParams.delete(NAME);
  else url.searchParams.set(NAME, String(seq));
  if (url.href !== window.location.href) window.history.replaceState(null, "", url);
}

/**
 * The address of an entry.
 * @param path of the run's page
 */
export const eventAddress = (path: string, seq: number): string =>
  new URL(`${path}?${NAME}=${seq}`, window.location.origin).href;
