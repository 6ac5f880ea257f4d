/** Which PostgreSQL the tests run against. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const OLDEST = 15;
const DEBIANS = "/usr/lib/postgresql";
const CREATE_CLUSTER = "/etc/postgresql-common/createcluster.conf";

/** The major version of the server in a folder; 0 when there is none that can be set up. */
function versionIn(binDir) {
  if (!existsSync(join(binDir, "initdb"))) return 0;
  const { stdout } = spawnSync(join(binDir, "postgres"), ["--version"], { encoding: "utf8" });
  return Number(/ (\d+)/.exec(stdout ?? "")?.[1] ?? 0);
}

/** Where an installed server's programs are, the newest first. */
function usualPlaces() {
  const named = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "postgres"))
    .filter((program) => existsSync(program))
    .map((program) => dirname(realpathSync(program)));
  const versions = existsSync(DEBIANS) ? readdirSync(DEBIANS) : [];
  return [...named, ...versions.map((version) => join(DEBIANS, version, "bin"))];
}

/**
 * The folder with PostgreSQL's own programs: `PG_BIN`, else the newest that is installed.
 * @returns {{binDir: string, version: number} | undefined} undefined when there is none
 * @throws Error when PG_BIN names a folder without one
 */
export function findPostgres() {
  const named = process.env.PG_BIN;
  const found = (named ? [named] : usualPlaces())
    .map((binDir) => ({ binDir, version: versionIn(binDir) }))
    .filter(({ version }) => version >= OLDEST)
    .toSorted((a, b) => b.version - a.version)[0];
  if (named && !found) {
    throw new Error(`PG_BIN names ${named}, which holds no PostgreSQL ${OLDEST} or newer.`);
  }
  return found;
}

const asRoot = (command, args, options = {}) =>
  execFileSync(
    process.getuid?.() === 0 ? command : "sudo",
    process.getuid?.() === 0 ? args : ["-n", command, ...args],
    {
      stdio: ["pipe", "ignore", "inherit"],
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      ...options,
    },
  );

const aptInstall = (name) =>
  asRoot("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name]);

/** Debian's package makes and starts a server of its own, on the usual port, unless told not to. */
function withoutItsOwnServer(install) {
  const before = readFileSync(CREATE_CLUSTER, "utf8");
  const write = (text) => asRoot("tee", [CREATE_CLUSTER], { input: text });
  write(`${before}\ncreate_main_cluster = false\n`);
  try {
    install();
  } finally {
    write(before);
  }
}

/**
 * Installs Debian's PostgreSQL with apt-get, as root or with a sudo that asks nothing.
 * @returns {{binDir: string, version: number}}
 * @throws Error with what to do when it cannot
 */
export function installPostgres() {
  try {
    if (!existsSync("/usr/bin/apt-get")) throw new Error("there is no apt-get");
    asRoot("apt-get", ["update", "-qq"]);
    aptInstall("postgresql-common");
    withoutItsOwnServer(() => aptInstall("postgresql"));
    const found = findPostgres();
    if (found) return found;
    throw new Error("it is not there after its installation");
  } catch (error) {
    throw new Error(
      `No PostgreSQL ${OLDEST} or newer was found or could be installed (${error.message.split("\n")[0]}); set PG_BIN.`,
      { cause: error },
    );
  }
}
