/** The directory of one PostgreSQL server, made for a test and removed after it. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const USER = "runboard";

/**
 * As whom it runs: PostgreSQL refuses root, so then it is the system's user for it, else nobody.
 * @returns {{uid?: number, gid?: number}} as `child_process` takes them
 */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("PostgreSQL does not run as root, and there is no user postgres or nobody.");
}

/**
 * Makes an empty cluster whose one user has a random password, in a directory of its own.
 * @param {string} binDir where `initdb` is
 */
export function makeCluster(binDir) {
  const identity = unprivileged();
  const base = mkdtempSync(join(tmpdir(), "runboard-postgres-"));
  const dataDir = join(base, "data");
  const passwordFile = join(base, "password");
  const password = randomBytes(18).toString("base64url");
  const remove = () => rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (identity.uid !== undefined) {
      for (const path of [base, passwordFile]) chownSync(path, identity.uid, identity.gid);
    }
    const args = ["--no-sync", "--no-locale", "--encoding=UTF8", "-D", dataDir];
    const access = ["-U", USER, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    const options = { cwd: base, stdio: ["ignore", "ignore", "pipe"], ...identity };
    execFileSync(join(binDir, "initdb"), [...args, ...access], options);
    rmSync(passwordFile);
  } catch (error) {
    remove();
    throw error;
  }
  return { base, dataDir, identity, user: USER, password, remove };
}
