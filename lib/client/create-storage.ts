/** Keeps what is being written, and what is under way, in this tab: over reloads and going away. */
import { type Draft, EMPTY_DRAFT } from "./create-draft.ts";
import { draftsOf } from "./tab-drafts.ts";

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

/** Which draft, and whose: with no owner nothing is kept. */
export type Slot = { name: string; owner: string | null };

const nameOf = (slot: Slot) => `create.${slot.name}`;

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
export function recall(slot: Slot): Kept {
  const kept = draftsOf(slot.owner).read(nameOf(slot));
  if (!isMembers(kept)) return { draft: null, wish: null };
  return { draft: draftIn(kept.draft), wish: wishIn(kept.wish) };
}

/** Keeps a draft, a wish, or both; null takes one away. */
export function keep(slot: Slot, change: Partial<Kept>): void {
  const kept = { ...recall(slot), ...change };
  draftsOf(slot.owner).keep(nameOf(slot), kept.draft || kept.wish ? kept : null);
}

/** A key nobody has used: 128 random bits. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
