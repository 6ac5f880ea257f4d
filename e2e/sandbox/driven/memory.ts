/** How much memory a process takes with everything it started, on Linux. */
import { readdirSync, readFileSync } from "node:fs";

export type Memory = {
  /** Its share of all it uses: what several processes have in common counts once among them. */
  totalBytes: number;
  /** What is its own: without programs and files, which it shares or could read again. */
  ownBytes: number;
};

/** A file of /proc; null when the process is gone, belongs to somebody else, or this is no Linux. */
function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function allProcesses(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** The parent's id stands behind the name, which may itself have blanks and brackets. */
function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  const parent =
    stat === null ? undefined : /^\S (\d+) /.exec(stat.slice(stat.lastIndexOf(")") + 2));
  return parent?.[1] === undefined ? null : Number(parent[1]);
}

/** A process and all that descend from it, whatever group they are in; none where it is gone. */
export function processesOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  let exists = false;
  for (const one of allProcesses()) {
    const parent = parentOf(one);
    if (parent === null) continue;
    exists ||= one === pid;
    const known = children.get(parent);
    if (known) known.push(one);
    else children.set(parent, [one]);
  }
  if (!exists) return [];
  const family = [pid];
  // The row grows while it is read, by the children of each.
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family;
}

/** The kB of a line such as "Pss_Anon:   120 kB" in bytes; 0 where there is no such line. */
const bytesOf = (rollup: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(rollup)?.[1] ?? 0) * 1_024;

/** What a process and its descendants take; null where that cannot be told. */
export function memoryOf(pid: number): Memory | null {
  let memory: Memory | null = null;
  for (const member of processesOf(pid)) {
    const rollup = read(`/proc/${member}/smaps_rollup`);
    if (!rollup) continue;
    const [total, ...own] = ["Pss", "Pss_Anon", "Pss_Shmem", "SwapPss"].map((name) =>
      bytesOf(rollup, name),
    );
    memory ??= { totalBytes: 0, ownBytes: 0 };
    memory.totalBytes += total ?? 0;
    for (const bytes of own) memory.ownBytes += bytes;
  }
  return memory;
}

/**
 * The process that was started with exactly the argument `mark`, the eldest of a family that hands
 * it on; null when there is none, or this is no Linux.
 */
export function findProcess(mark: string): number | null {
  const marked = new Set(
    allProcesses().filter((pid) => read(`/proc/${pid}/cmdline`)?.split("\0").includes(mark)),
  );
  return [...marked].find((pid) => !marked.has(parentOf(pid) ?? 0)) ?? null;
}
