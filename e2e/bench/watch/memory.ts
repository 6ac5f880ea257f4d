/** How much memory a process holds, and how promptly it answers. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { quantile } from "../support/report.ts";

const PROBE_MS = 100;

/** Resident memory of a process in MB, as Linux tells it. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

export type Vitals = {
  /** Median, in MB. */
  memoryMb: number;
  /** Of an answer that needs nothing but the event loop, in ms. */
  p95Ms: number;
};

/** Watches a server for so long, ten times a second. */
export async function vitalsOf(origin: string, pid: number, ms: number): Promise<Vitals> {
  const memory: number[] = [];
  const latencies: number[] = [];
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs) {
    const askedMs = performance.now();
    const { body } = await request(`${origin}/api/healthz`);
    await body.dump();
    latencies.push(performance.now() - askedMs);
    memory.push(residentMb(pid));
    await sleep(PROBE_MS);
  }
  return { memoryMb: quantile(memory, 0.5), p95Ms: quantile(latencies, 0.95) };
}
