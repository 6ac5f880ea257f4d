/** Keeps what is being written, and what is under way, in this tab: over reloads and going away. */
import { type Draft, EMPTY_DRAFT } from "./create-draft.ts";

/** One wish to create a task, named by a key under which it is sent once. */
export type Wish = {
  key: string;
  /** What was sent, as text: the same again is the same wish. */
  body: string;
  /** By the server's clock, in epoch ms. */
  sentAtMs: number;
  /** Whether it is not known yet how it went. */
  isOpen: boolean;
};
export type Kept = { draft: Draft | null; wish: Wish | null };

/** Which draft, and whose: another key in the same tab finds nothing. */
export type Slot = { name: string; owner: string };

const PREFIX = "runboard.create.";
const NOTHING: Kept = { draft: null, wish: null };

const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function draftIn(value: unknown): Draft | null {
  if (!isMembers(value)) return null;
  const isWhole = Object.keys(EMPTY_DRAFT).every((field) => typeof value[field] === "string");
  return isWhole ? (value as Draft) : null;
}

function wishIn(value: unknown): Wish | null {
  if (!isMembers(value)) return null;
  const { key, body, sentAtMs, isOpen } = value;
  if (typeof key !== "string" || typeof body !== "string") return null;
  if (typeof sentAtMs !== "number" || typeof isOpen !== "boolean") return null;
  return { key, body, sentAtMs, isOpen };
}

/** What was kept; nothing where the browser keeps nothing. */
export function recall({ name, owner }: Slot): Kept {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PREFIX + name) ?? "null");
    if (!isMembers(kept) || kept.owner !== owner) return NOTHING;
    return { draft: draftIn(kept.draft), wish: wishIn(kept.wish) };
  } catch {
    return NOTHING;
  }
}

/** Keeps a draft, a wish, or both; null takes one away. */
export function keep(slot: Slot, change: Partial<Kept>): void {
  const kept = { ...recall(slot), ...change };
  try {
    if (!kept.draft && !kept.wish) sessionStorage.removeItem(PREFIX + slot.name);
    else sessionStorage.setItem(PREFIX + slot.name, JSON.stringify({ owner: slot.owner, ...kept }));
  } catch {
    // Without storage a reload begins anew; the page says nothing was kept by being empty.
  }
}

/** Forgets everything that was being written in this tab: whoever signs out leaves no text behind. */
export function forgetDrafts(): void {
  try {
    const names = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));
    for (const name of names) sessionStorage.removeItem(name);
  } catch {
    // Then nothing was kept either.
  }
}

/** A key nobody has used: 128 random bits. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
