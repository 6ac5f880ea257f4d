/** What the server's process says of settings and places it cannot work with, and that it ends. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { freePort } from "../../run/ports.mjs";
import { ROOT, runtime } from "../../run/processes.mjs";
import { figure } from "../../support/figures.ts";
import { expect, test } from "../../support/test.ts";

type Settings = Record<string, string>;
type Refusal = { settings: Settings; sentence: string };

/** Starts it with these settings. @returns how it ended, and what it said on standard error */
async function started(settings: Settings) {
  const child = spawn(runtime(), ["e2e/run/start.mjs"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      NEXT_DIST_DIR: process.env.NEXT_DIST_DIR ?? ".next-test",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: String(await freePort()),
      ...settings,
    },
  });
  let said = "";
  child.stderr.on("data", (part: Buffer) => {
    said += part.toString();
  });
  const late = setTimeout(() => child.kill("SIGKILL"), 60_000);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearTimeout(late);
  return { code, said };
}

const SECRET = "v3ry-l0ng-and-rand0m-looking-text-0123456789";

/**
 * @param folder of their own, for what is in the way
 * @param lock the database `taken/runboard.lock` in it
 */
async function refusals(folder: string, lock: DatabaseSync): Promise<Record<string, Refusal>> {
  const at = (name: string) => join(folder, name);
  const DATA_DIR = at("data");
  lock.exec("pragma locking_mode=exclusive; begin exclusive");
  writeFileSync(at("file"), "");
  for (const name of ["odd-secrets", "no-database"]) mkdirSync(at(name));
  writeFileSync(at("odd-secrets/secrets.json"), "{");
  writeFileSync(at("no-database/runboard.db"), "this is not a database, and long enough to tell");
  const inTheWay = createServer();
  await new Promise<void>((resolve) => inTheWay.listen(0, "127.0.0.1", resolve));
  const { port } = inTheWay.address() as AddressInfo;
  inTheWay.unref();
  const nobody = await freePort();
  return {
    "an example for a secret": {
      settings: { DATA_DIR, OWNER_SECRET: "changeme-changeme-changeme-changeme" },
      sentence: "OWNER_SECRET is too easy to guess.",
    },
    "a weak secret": {
      settings: { DATA_DIR, SESSION_PASSWORDS: `{"1":"${"x".repeat(40)}"}` },
      sentence: "SESSION_PASSWORDS is too easy to guess.",
    },
    "a public origin in the clear": {
      settings: { DATA_DIR, PUBLIC_ORIGIN: "http://runs.example" },
      sentence:
        "PUBLIC_ORIGIN must be https unless it is this machine: keys and sessions would travel in the clear.",
    },
    "a port that is none": {
      settings: { DATA_DIR, PORT: "70000" },
      sentence: "PORT must be a whole number from 0 to 65535.",
    },
    "a port that is taken": {
      settings: { DATA_DIR, PORT: String(port) },
      sentence: `port ${port} of 127.0.0.1 is taken.`,
    },
    "a directory that is a file": {
      settings: { DATA_DIR: at("file") },
      sentence: `DATA_DIR is ${at("file")}, and it cannot be written to.`,
    },
    "a directory that another process has": {
      settings: { DATA_DIR: at("taken") },
      sentence: `DATA_DIR is ${at("taken")}, and another Runboard that runs is using it.`,
    },
    "secrets that cannot be read": {
      settings: { DATA_DIR: at("odd-secrets") },
      sentence: `${at("odd-secrets/secrets.json")} cannot be read.`,
    },
    "a store that is none": {
      settings: { DATA_DIR: at("no-database") },
      sentence: `its store ${at("no-database/runboard.db")} cannot be opened.`,
    },
    "a database out of reach": {
      settings: {
        DATABASE_URL: `postgres://runboard:s3cret-pass@127.0.0.1:${nobody}/runs`,
        SESSION_PASSWORDS: `{"1":"${SECRET}"}`,
        OWNER_SECRET: SECRET,
      },
      sentence: `the database runs on 127.0.0.1:${nobody} cannot be reached.`,
    },
  };
}

// One such start is part of every run, in store-trouble.spec.
test("what it cannot work with ends the process with one sentence that says what", {
  tag: "@full",
}, async () => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), "runboard-start-"));
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(join(folder, "taken"));
    lock = new DatabaseSync(join(folder, "taken/runboard.lock"));
    const all = Object.entries(await refusals(folder, lock));
    for (const [name, { settings, sentence }] of all) {
      const { code, said } = await started(settings);
      expect(code, `${name}: ${said}`).toBe(1);
      const [first, ...more] = said.trimEnd().split("\n");
      expect(first, name).toBe(`Runboard cannot start: ${sentence}`);
      // At most a line of what the system said, and no stack.
      expect(more.length, said).toBeLessThan(2);
      expect(said).not.toMatch(/^\s+at |s3cret-pass|changeme|xxxx/m);
    }
    figure("start", `${all.length} faulty starts: each ends with code 1 and one sentence`);
  } finally {
    lock?.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
