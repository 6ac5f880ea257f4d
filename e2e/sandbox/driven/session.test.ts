import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { Session } from "./session.ts";

const folder = mkdtempSync(join(tmpdir(), "runboard-session-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.runIf(process.platform === "linux")(
  "a browser that hangs while it starts is ended with the run that waits for it",
  async () => {
    const executablePath = join(folder, "hangs.sh");
    const pids = join(folder, "pids");
    const script = `#!/bin/sh\nsleep 600 &\necho "$$ $!" > ${pids}\nwait\n`;
    writeFileSync(executablePath, script, { mode: 0o755 });
    const stop = new AbortController();
    const options = { executablePath, allowHosts: [], deniedPorts: [], pageLimitMs: 60_000 };
    const opening = Session.open(options, stop.signal);
    opening.catch(() => {});
    await vi.waitUntil(() => existsSync(pids) && readFileSync(pids, "utf8").includes(" "), 10_000);
    const started = readFileSync(pids, "utf8").trim().split(" ");
    stop.abort(new Error("The run was stopped."));
    await expect(opening).rejects.toThrow("The run was stopped.");
    await vi.waitUntil(() => !started.some((pid) => existsSync(`/proc/${pid}`)), 10_000);
  },
  30_000,
);
