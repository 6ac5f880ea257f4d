/** Which rows of a list are on screen, and in which order, while it is read again and again. Pure. */
import type { TaskList, TaskRow } from "../contract/api.ts";

export type ShownTasks = {
  /** Which list it is: filter and page. */
  of: string;
  /** The list as it was read last. */
  list: TaskList;
  rows: readonly TaskRow[];
  /** Ids of those rows that the list no longer has: what they say of their run may be over. */
  gone: ReadonlySet<string>;
  /** Those that wait to be shown, in the order of the list. */
  aside: readonly TaskRow[];
  /** The rank of the newest task when the list was opened. */
  newest: number;
};

type Read = { of: string; list: TaskList };

const NONE: ReadonlySet<string> = new Set();

/** A list as it is opened, or all of it shown: nothing waits. */
export const openTasks = ({ of, list }: Read): ShownTasks => ({
  of,
  list,
  rows: list.tasks,
  gone: NONE,
  aside: [],
  newest: list.newest,
});

/** The order of the list, without what came since it was opened. */
function inOrder(before: ShownTasks, { of, list }: Read, isShown: (row: TaskRow) => boolean) {
  const rows = list.tasks.filter(isShown);
  if (rows.length === 0) return openTasks({ of, list });
  const aside = list.tasks.filter((row) => !isShown(row));
  return { ...before, list, rows, gone: NONE, aside };
}

/** The order that is on screen: rows are patched where they are, and one that left stays. */
function inPlace(before: ShownTasks, { list }: Read, isMine: (row: TaskRow) => boolean) {
  const read = new Map(list.tasks.map((row) => [row.id, row]));
  const shown = new Set(before.rows.map(({ id }) => id));
  const gone = new Set([...shown].filter((id) => !read.has(id)));
  const kept = before.rows.map((row) => read.get(row.id) ?? row);
  const lastKept = list.tasks.findLastIndex(({ id }) => shown.has(id));
  // What comes below all that are shown moves none of them.
  const below = list.tasks.filter((row, at) => at > lastKept && row.rank <= before.newest);
  const mine = list.tasks.filter((row) => !shown.has(row.id) && isMine(row));
  const rows = [...mine, ...kept, ...below.filter((row) => !mine.includes(row))];
  const aside = list.tasks.filter((row) => !rows.includes(row));
  return { ...before, list, rows, gone, aside };
}

/**
 * What is on screen after a list was read.
 * @param before what was on screen
 * @param isHeld whether somebody's hand is on the rows: then none of them moves
 * @param isMine whether a task was created in this very tab
 */
export function mergeTasks(
  before: ShownTasks,
  read: Read,
  isHeld: boolean,
  isMine: (id: string) => boolean,
): ShownTasks {
  if (before.of !== read.of || before.rows.length === 0) return openTasks(read);
  if (isHeld) return inPlace(before, read, ({ id }) => isMine(id));
  const shown = new Set(before.rows.map(({ id }) => id));
  return inOrder(
    before,
    read,
    ({ id, rank }) => shown.has(id) || rank <= before.newest || isMine(id),
  );
}

/**
 * What the button that shows the rest says: "2 new tasks, 1 waiting for you"; "more" where some of
 * them are not new, but have come onto this page. Empty when nothing waits to be shown.
 */
export function asideWords({ aside, newest }: Pick<ShownTasks, "aside" | "newest">): string {
  if (aside.length === 0) return "";
  const kind = aside.every(({ rank }) => rank > newest) ? "new" : "more";
  const waiting = countWaiting(aside);
  return `${aside.length} ${kind} ${aside.length === 1 ? "task" : "tasks"}${waiting > 0 ? `, ${waiting} waiting for you` : ""}`;
}

/** How many of the rows wait for their owner. */
export const countWaiting = (rows: readonly TaskRow[]): number =>
  rows.filter(({ run }) => run?.state === "waiting").length;
