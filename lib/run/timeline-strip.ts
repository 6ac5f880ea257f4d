/** A whole run as one bar: what is drawn of it, in so few parts that a long run costs no more. */
import type { TimelineItem } from "./timeline.ts";

/** The width of the bar is told in so many parts: nothing in it is narrower than one. */
export const STRIP_PARTS = 200;

export type StripKind = "work" | "waiting" | "idle" | "gap" | "unread";

/** From and to in parts of the width. */
export type StripSegment = { kind: StripKind; from: number; to: number };

export type StripSpan = {
  /** Epoch ms. */
  startMs: number;
  /** Epoch ms: the run's end, or now. */
  endMs: number;
  /** Whether there is more before the first item, which was not read yet. */
  hasEarlier: boolean;
};

const KINDS = ["unread", "idle", "work", "gap", "waiting"] as const satisfies StripKind[];

/** What must be found however short it was: it gets a part of its own, but not part after part. */
const MARKED = ["gap", "waiting"] as const satisfies StripKind[];
const PARTS_APART = 8;

function kindOf({ kind, state, bar }: TimelineItem): StripKind {
  if (kind === "gap") return "gap";
  if (state === "waiting") return "waiting";
  return bar === "work" ? "work" : "idle";
}

/** How long each kind lasted within each part, in ms. */
function lasted(items: readonly TimelineItem[], { startMs, endMs, hasEarlier }: StripSpan) {
  const partMs = Math.max(1, endMs - startMs) / STRIP_PARTS;
  const ms = Object.fromEntries(KINDS.map((kind) => [kind, new Float64Array(STRIP_PARTS)]));
  const lay = (kind: StripKind, fromMs: number, toMs: number, atLeastMs = 0) => {
    const from = Math.min(STRIP_PARTS - 1, Math.max(0, Math.floor((fromMs - startMs) / partMs)));
    const to = Math.min(STRIP_PARTS, Math.max(from + 1, Math.ceil((toMs - startMs) / partMs)));
    const row = ms[kind] ?? new Float64Array(STRIP_PARTS);
    for (let part = from; part < to; part += 1) {
      const begins = startMs + part * partMs;
      const overlap = Math.min(toMs, begins + partMs) - Math.max(fromMs, begins);
      row[part] = (row[part] ?? 0) + Math.max(atLeastMs, overlap);
    }
  };
  if (hasEarlier) lay("unread", startMs, items[0]?.atMs ?? endMs);
  for (const item of items) {
    // What lasted no time at all has been there all the same.
    if (item.kind !== "end") lay(kindOf(item), item.atMs, item.untilMs ?? endMs, 0.001);
  }
  return ms;
}

/**
 * What the bar shows from left to right: in each part what lasted longest there. A question or a
 * gap shorter than a part is still marked by one, unless another is marked close before it.
 * @param items oldest first
 * @returns at most `STRIP_PARTS`, without holes; no two neighbours are alike
 */
export function stripSegments(items: readonly TimelineItem[], span: StripSpan): StripSegment[] {
  const ms = lasted(items, span);
  const parts = Array.from({ length: STRIP_PARTS }, (_, part): StripKind => {
    let longest: StripKind = "idle";
    for (const kind of KINDS) {
      if ((ms[kind]?.[part] ?? 0) > (ms[longest]?.[part] ?? 0)) longest = kind;
    }
    return longest;
  });
  for (const kind of MARKED) {
    let before = -PARTS_APART;
    for (let part = 0; part < STRIP_PARTS; part += 1) {
      const isThere = (ms[kind]?.[part] ?? 0) > 0 && part - before >= PARTS_APART;
      if (isThere) parts[part] = kind;
      if (parts[part] === kind) before = part;
    }
  }
  const segments: StripSegment[] = [];
  for (const [part, kind] of parts.entries()) {
    const last = segments.at(-1);
    if (last?.kind === kind) last.to = part + 1;
    else segments.push({ kind, from: part, to: part + 1 });
  }
  return segments;
}

/**
 * Where the bar of a run that goes on ends: now, but moved on only when that is to be seen.
 * @param nowMs epoch ms
 */
export function stripEndMs(startMs: number, nowMs: number): number {
  let everyMs = 1_000;
  while ((nowMs - startMs) / everyMs > STRIP_PARTS * 2) everyMs *= 2;
  return startMs + Math.max(1, Math.ceil((nowMs - startMs) / everyMs)) * everyMs;
}
