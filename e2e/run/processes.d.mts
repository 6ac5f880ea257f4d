import type { ChildProcess, SpawnOptions } from "node:child_process";

type Started = { child: ChildProcess; ended: Promise<number> };

export const ROOT: string;
export function runtime(): string;
export function start(command: string, args: string[], options?: SpawnOptions): Started;
export function stop(one: Started, graceMs?: number): Promise<void>;
