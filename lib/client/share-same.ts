/** Lets an answer share what it has in common with the one before. Pure. */

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const idOf = (value: unknown) => (isRecord(value) ? value.id : undefined);

function sameArray(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const byId = new Map(before.flatMap((item) => (idOf(item) ? [[idOf(item), item]] : [])));
  // A row is compared with itself, wherever it stands by now.
  const shared = after.map((item, index) =>
    shareSame(idOf(item) ? byId.get(idOf(item)) : before[index], item),
  );
  const isSame =
    shared.length === before.length && shared.every((item, index) => item === before[index]);
  return isSame ? before : shared;
}

/**
 * A later answer, in which each part that equals that of the answer before is the very same object:
 * what is drawn from it needs no drawing anew.
 * @param after JSON; in lists, what has an `id` is told by it
 */
export function shareSame<T>(before: unknown, after: T): T {
  if (Array.isArray(before) && Array.isArray(after)) return sameArray(before, after) as T;
  if (!isRecord(before) || !isRecord(after)) return after;
  const shared: Record<string, unknown> = {};
  let isSame = Object.keys(before).length === Object.keys(after).length;
  for (const [key, value] of Object.entries(after)) {
    shared[key] = shareSame(before[key], value);
    isSame &&= key in before && shared[key] === before[key];
  }
  return (isSame ? before : shared) as T;
}
