"use client";

/**
 * The secret of a shared link. It is in the fragment of the address, which browsers send nowhere,
 * and goes from there into the header of our own calls: not into titles, addresses or storage.
 */
import { useSyncExternalStore } from "react";
import { LINK_FRAGMENT } from "./asked-ahead.ts";

/**
 * The secret in a fragment.
 * @param hash with its `#`, or empty
 * @returns null when it cannot be one: missing, cut off, or something else
 */
export const secretIn = (hash: string): string | null => LINK_FRAGMENT.exec(hash)?.[1] ?? null;

function subscribe(onChange: () => void): () => void {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

/** The fragment of this page's address, with its `#`; null where it cannot be known yet. */
export const useFragment = (): string | null =>
  useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => null,
  );
