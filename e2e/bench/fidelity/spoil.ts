/** Whether the check would notice: timelines spoiled on purpose, each in one way. */
import type { Transition } from "../../../lib/contract/api.ts";
import type { Random } from "../support/random.ts";
import { SLACK_MS, type Matched } from "./match.ts";
import type { Judged } from "./check.ts";

/** A spoiled copy of the rows; null where this timeline has nothing to spoil in this way. */
type Spoiler = (rows: readonly Matched[], random: Random) => Transition[] | null;

const FAR_MS = 5_000;
/** Half an interval at the closest pace. */
const MOVED_MS = 500;

const plain = (rows: readonly Matched[]): Transition[] => rows.map(({ row }) => row);
const counted = (rows: Transition[]): Transition[] =>
  rows.map((row, index) => ({ ...row, seq: index + 1 }));
const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

const one = (indices: number[], random: Random): number | null => {
  const [first, ...rest] = indices;
  return first === undefined ? null : random.pick([first, ...rest]);
};
const where = (rows: readonly Matched[], fits: (row: Matched, before?: Matched) => boolean) =>
  rows.flatMap((row, index) => (fits(row, rows[index - 1]) ? [index] : []));

const change =
  (
    fits: (row: Matched, before?: Matched) => boolean,
    to: (row: Transition) => Partial<Transition>,
  ): Spoiler =>
  (rows, random) => {
    const at = one(where(rows, fits), random);
    if (at === null) return null;
    return plain(rows).map((row, index) => (index === at ? { ...row, ...to(row) } : row));
  };

const isStep = ({ row }: Matched) => row.kind !== "gap" && row.kind !== "end";
const follows = (row: Matched, before?: Matched) => isStep(row) && before?.row.kind !== "gap";

const lost: Spoiler = (rows, random) => {
  // A step told of twice, before and after a gap, is still told of once.
  const tellsAlone = ({ step }: Matched) => rows.filter((row) => row.step === step).length === 1;
  const at = one(
    where(rows, (row) => isStep(row) && tellsAlone(row)),
    random,
  );
  return at === null ? null : counted(plain(rows).filter((_, index) => index !== at));
};

const gapLost: Spoiler = (rows, random) => {
  const at = one(
    where(rows, ({ row }) => row.kind === "gap"),
    random,
  );
  return at === null ? null : counted(plain(rows).filter((_, index) => index !== at));
};

const gapMade: Spoiler = (rows, random) => {
  const isShort = (row: Matched, before?: Matched) =>
    follows(row, before) && before !== undefined && row.row.precisionMs < 2_000;
  const at = one(where(rows, isShort), random);
  if (at === null) return null;
  const all = plain(rows);
  const next = all[at] as Transition;
  const gap: Transition = {
    ...next,
    kind: "gap",
    at: later(next.at, -next.precisionMs),
    precisionMs: 0,
    state: "unknown",
    step: null,
  };
  return counted([...all.slice(0, at), gap, ...all.slice(at)]);
};

const gapLate: Spoiler = (rows, random) => {
  const lasts = (index: number) => (rows[index + 1]?.atMs ?? 0) - (rows[index]?.atMs ?? 0);
  const gaps = rows.flatMap(({ row }, index) => (row.kind === "gap" ? [index] : []));
  const at = one(
    gaps.filter((index) => lasts(index) > 2 * MOVED_MS),
    random,
  );
  if (at === null) return null;
  const moved = (row: Transition) => ({ ...row, at: later(row.at, MOVED_MS) });
  return plain(rows).map((row, index) => (index === at ? moved(row) : row));
};

/** By name: how a timeline is spoiled. */
const SPOILERS: Record<string, Spoiler> = {
  "a step lost": lost,
  "other words": change(isStep, () => ({ step: "Nobody said this" })),
  "browser turned": change(isStep, ({ live }) => ({ live: !live })),
  "an end turned": change(
    ({ row }) => row.kind === "end",
    ({ state }) => ({ state: state === "failed" ? "stopped" : "failed" }),
  ),
  "told too early": change(
    (row, before) => follows(row, before) && row.row.precisionMs < FAR_MS,
    ({ at }) => ({ at: later(at, -FAR_MS - SLACK_MS) }),
  ),
  "± too small": change(
    (row, before) => follows(row, before) && row.atMs - (row.step?.beginMs ?? 0) > 3 * SLACK_MS,
    () => ({ precisionMs: 0 }),
  ),
  "a number left out": change(isStep, ({ seq }) => ({ seq: seq + 1_000 })),
  "a gap made up": gapMade,
  "a gap lost": gapLost,
  "a gap begun late": gapLate,
};

export type Noticed = { tried: number; noticed: number };

/**
 * Spoils a timeline in every way that it can be.
 * @param again judges other rows in place of the recorded ones
 * @returns by way of spoiling, how often it was tried and noticed
 */
export function spoil(
  judged: Judged,
  random: Random,
  again: (rows: Transition[]) => Judged,
): Map<string, Noticed> {
  const before = judged.offences.length;
  return new Map(
    Object.entries(SPOILERS).map(([name, spoiler]) => {
      const rows = spoiler(judged.rows, random);
      const isNoticed = rows !== null && again(rows).offences.length > before;
      return [name, { tried: rows === null ? 0 : 1, noticed: isNoticed ? 1 : 0 }];
    }),
  );
}
