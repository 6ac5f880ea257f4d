import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { findProcess, memoryOf, processesOf } from "./memory.ts";

const MEGABYTE = 1_000_000;
/** Above every id that Linux gives. */
const NOBODY = 4_194_305;
const canTell = existsSync("/proc/self/smaps_rollup");
const started: ChildProcess[] = [];

afterEach(async () => {
  for (const child of started.splice(0)) {
    for (const pid of processesOf(child.pid ?? NOBODY).toReversed()) process.kill(pid, "SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
});

const WAIT = "; setInterval(() => {}, 1e6)";
const HOLD = `const held = Buffer.alloc(80e6, 1); process.stdout.write("ready" + held[5])`;
/** Code that starts a Node with other code and its own arguments, in a group of its own. */
const starting = (code: string) => `require("node:child_process").spawn(process.execPath,
  ["-e", ${JSON.stringify(code + WAIT)}, "--", ...process.argv.slice(1)],
  { detached: true, stdio: ["ignore", "inherit", "inherit"] })`;
const FAMILY = starting(starting(HOLD));

/** Starts a program that runs until it is ended; resolves when it has written something. */
async function run(program: string, ...args: string[]): Promise<number> {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  started.push(child);
  await once(child.stdout, "data");
  return child.pid ?? NOBODY;
}

/** A shell that waits for its input: the cheapest process there is. */
const idle = (...args: string[]) => run("sh", "-c", "echo ready; read end", "sh", ...args);

describe.runIf(canTell)("on Linux", () => {
  test("a process counts with its descendants in groups of their own, and is found by its mark", async () => {
    const mark = `--mark=${randomUUID()}`;
    const pid = await run(process.execPath, "-e", FAMILY + WAIT, "--", mark);
    // All three have the mark: the eldest handed it on.
    expect(findProcess(mark)).toBe(pid);
    const family = processesOf(pid);
    expect([family[0], family.length]).toEqual([pid, 3]);
    const [all, alone] = [memoryOf(pid), memoryOf(family[2] ?? NOBODY)];
    expect(alone?.ownBytes).toBeGreaterThan(80 * MEGABYTE);
    expect(alone?.ownBytes).toBeLessThan(160 * MEGABYTE);
    expect(alone?.totalBytes).toBeGreaterThan(alone?.ownBytes ?? Number.POSITIVE_INFINITY);
    expect(all?.ownBytes).toBeGreaterThan((alone?.ownBytes ?? 0) + 10 * MEGABYTE);
  }, 30_000);

  test("a mark is one whole argument", async () => {
    const mark = `--mark=${randomUUID()}`;
    await idle(`${mark}-longer`);
    expect(findProcess(mark)).toBeNull();
    const pid = await idle("--before", mark, "--behind");
    expect([findProcess(mark), findProcess(mark.slice(0, -1))]).toEqual([pid, null]);
  });

  test("one that has ended is gone", async () => {
    const pid = await idle();
    expect(memoryOf(pid)?.totalBytes).toBeGreaterThan(0);
    process.kill(pid, "SIGKILL");
    await vi.waitFor(() => expect([processesOf(pid), memoryOf(pid)]).toEqual([[], null]), {
      timeout: 20_000,
    });
  });

  test("asking each second costs next to nothing", async () => {
    const pid = await idle();
    const before = process.threadCpuUsage();
    for (let times = 0; times < 10; times += 1) memoryOf(pid);
    const after = process.threadCpuUsage();
    const ms = (after.user + after.system - before.user - before.system) / 10_000;
    expect(ms).toBeLessThan(100);
  });
});

test("nobody takes nothing", () => {
  expect([memoryOf(NOBODY), processesOf(NOBODY), findProcess(randomUUID())]).toEqual([
    null,
    [],
    null,
  ]);
});
