/** Which Chromium the browser tests drive, and the demo. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ROOT, runtime } from "./processes.mjs";

/** The headless shell first: it draws no window, which takes a fifth of the processor time. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
];
const APPS = ["Chromium", "Google Chrome"];

/** Where an installed Chromium or Chrome usually is, best first. */
function usualPlaces() {
  if (process.platform === "darwin") {
    const homes = ["/Applications", join(process.env.HOME ?? "/", "Applications")];
    return homes.flatMap((home) => APPS.map((app) => `${home}/${app}.app/Contents/MacOS/${app}`));
  }
  if (process.platform === "win32") {
    const { PROGRAMFILES, LOCALAPPDATA } = process.env;
    const homes = [PROGRAMFILES, process.env["PROGRAMFILES(X86)"], LOCALAPPDATA].filter(Boolean);
    return homes.flatMap((home) => [
      join(home, "Chromium", "Application", "chrome.exe"),
      join(home, "Google", "Chrome", "Application", "chrome.exe"),
    ]);
  }
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/snap/bin"];
  return NAMES.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)));
}

/** Whether it starts: a stub that wants snap, or one without its libraries, does not. */
function works(path) {
  if (!existsSync(path)) return false;
  // On Windows `--version` opens a window instead.
  if (process.platform === "win32") return true;
  return spawnSync(path, ["--version"], { timeout: 20_000, stdio: "ignore" }).status === 0;
}

const installed = () => usualPlaces().find(works);

function download(kind, stdio) {
  const cli = join(ROOT, "node_modules", "playwright", "cli.js");
  spawnSync(runtime(), [cli, "install", kind, "chromium"], {
    stdio: ["ignore", stdio, stdio],
    timeout: 120_000,
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" },
  });
}

const playwrightsPath = () =>
  import("playwright-core").then(
    ({ chromium }) => chromium.executablePath(),
    () => "",
  );

/**
 * Where Playwright's headless shell is or would be; only its registry tells, which is not public.
 * @returns {Promise<string>} empty where that cannot be told
 */
export const playwrightsShellPath = () =>
  import("playwright-core/lib/coreBundle")
    .then(
      ({ default: { registry } }) =>
        registry.registry.findExecutable("chromium-headless-shell").executablePath() ?? "",
    )
    // Also when it is there and another one by now.
    .catch(() => "");

async function playwrights() {
  const own = await playwrightsPath();
  if (own && !existsSync(own)) download("--no-shell", "inherit");
  return own && works(own) ? own : undefined;
}

async function playwrightsThere() {
  const paths = [await playwrightsShellPath(), await playwrightsPath()];
  return paths.find((path) => path && works(path));
}

async function playwrightsShell() {
  const own = await playwrightsShellPath();
  if (!own) return undefined;
  console.error("Downloading Playwright's headless Chromium");
  download("--only-shell", "ignore");
  return works(own) ? own : undefined;
}

const isRoot = () => process.getuid?.() === 0;

function debians() {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return undefined;
  const apt = isRoot() ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  const run = (...args) =>
    execFileSync(apt[0], [...apt.slice(1), ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  const install = (name) => {
    try {
      run("install", "-y", "-qq", "--no-install-recommends", name);
      return installed();
    } catch {
      return undefined;
    }
  };
  try {
    run("update", "-qq");
  } catch {
    return undefined;
  }
  return install("chromium-headless-shell") ?? install("chromium");
}

/** As root in a container, say; a demo uses nobody's sudo. */
function rootsDebian() {
  if (!isRoot()) return undefined;
  console.error("Installing Chromium with apt-get");
  return debians();
}

/**
 * The path of a Chromium that starts: `CHROMIUM_PATH`, an installed one, Playwright's own, Debian's.
 * @param {{install?: boolean | "smallest"}} options what is done where there is none: nothing with
 *   `install: false`; with "smallest", for those who did not ask for a browser, Playwright's
 *   headless shell is downloaded, and Debian's package is installed by root only
 * @returns {Promise<{path: string, source: string}>}
 * @throws Error with what to do when there is none
 */
export async function findBrowser({ install = true } = {}) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (works(named)) return { path: named, source: "CHROMIUM_PATH" };
    throw new Error(`CHROMIUM_PATH names ${named}, which does not start.`);
  }
  const found = installed();
  if (found) return { path: found, source: "installed" };
  const own = await (install === true ? playwrights() : playwrightsThere());
  if (own) return { path: own, source: "Playwright's own" };
  if (install === false) throw new Error("No Chromium or Chrome was found; set CHROMIUM_PATH.");
  const shell = install === "smallest" ? await playwrightsShell() : undefined;
  if (shell) return { path: shell, source: "Playwright's own, downloaded just now" };
  const debian = install === "smallest" ? rootsDebian() : debians();
  if (debian) return { path: debian, source: "installed just now with apt-get" };
  throw new Error("No Chromium or Chrome was found or could be installed; set CHROMIUM_PATH.");
}

/** How it is started: nothing of its own on the network, and no sandbox where root has none. */
export const browserArgs = () => [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  ...(isRoot() ? ["--no-sandbox"] : []),
];
