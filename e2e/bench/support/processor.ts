/** How much processor time a process has used, and how busy the machine is. */
import { readFileSync } from "node:fs";

const TICK_MS = 10;

/** Of a process and its threads so far, in ms, to the nearest 10, as Linux tells it. */
export function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Of this very process, in ms. */
export function ownProcessorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** How many wanted a processor over the last minute; far more than there are, and times say little. */
export const machineLoad = (): string =>
  readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 1).join("");
