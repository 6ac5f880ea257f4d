/** Which Chromium the browser tests drive. */
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

async function playwrights() {
  const own = await import("playwright-core").then(
    ({ chromium }) => chromium.executablePath(),
    () => "",
  );
  if (own && !existsSync(own)) {
    const cli = join(ROOT, "node_modules", "playwright", "cli.js");
    spawnSync(runtime(), [cli, "install", "--no-shell", "chromium"], {
      stdio: ["ignore", "inherit", "inherit"],
      timeout: 120_000,
      env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" },
    });
  }
  return own && works(own) ? own : undefined;
}

function debians() {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return undefined;
  const apt = process.getuid?.() === 0 ? ["apt-get"] : ["sudo", "-n", "apt-get"];
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

/**
 * The path of a Chromium that starts: `CHROMIUM_PATH`, an installed one, Playwright's own, Debian's.
 * @returns {Promise<{path: string, source: string}>}
 * @throws Error with what to do when there is none
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (works(named)) return { path: named, source: "CHROMIUM_PATH" };
    throw new Error(`CHROMIUM_PATH names ${named}, which does not start.`);
  }
  const found = installed();
  if (found) return { path: found, source: "installed" };
  const own = await playwrights();
  if (own) return { path: own, source: "Playwright's own" };
  const debian = debians();
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
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
