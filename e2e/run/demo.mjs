/** `npm run demo`: a sandbox Browserable server and the dashboard in front of it. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askSandbox, searchBrowser } from "./demo-browser.mjs";
import { closingWords, noticeOf, SUGGESTIONS } from "./demo-words.mjs";
import { ensureInstalled } from "./install.mjs";
import { answers, portIsFree } from "./ports.mjs";
import { killAll, onStop, runtime, start, stopAll } from "./processes.mjs";

const DEMO_KEY = "demo-key-runboard";
const port = Number(process.env.PORT ?? 3000);
const sandboxPort = Number(process.env.SANDBOX_PORT ?? 2003);
const livePort = Number(process.env.SANDBOX_LIVE_PORT ?? 2004);
const sitesPort = Number(process.env.SANDBOX_SITES_PORT ?? 2005);
const sandbox = `http://localhost:${sandboxPort}`;
const address = `http://localhost:${port}`;
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: ".next" };

/** Of this demo alone: the sandbox begins anew each time, and so does what is known of it. */
const dataDir = mkdtempSync(join(tmpdir(), "runboard-demo-"));
/** What a browser leaves behind goes with the rest. */
const tmpDir = join(dataDir, "tmp");
mkdirSync(tmpDir);
let ending = null;

/** Never resolves: whoever waits for it goes no further. */
function end(code, sentence) {
  if (!ending && sentence) console.error(sentence);
  ending ??= stopAll().then(() => {
    // A browser that was ended with the rest may take a moment to let go of its profile.
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    process.exit(code);
  });
  return new Promise(() => {});
}

/** Starts one of the two servers, unless the demo ends; when it dies, the demo ends with it. */
async function serve(name, args, extra) {
  if (ending !== null) await end(1);
  const { ended } = start(runtime(), args, {
    env: { ...env, ...extra, END_WITH_PARENT: "1" },
    stdio: ["pipe", "inherit", "inherit"],
  });
  void ended.then((code) => end(1, `The ${name} ended unexpectedly (code ${code}).`));
}

async function refuseBusyPorts() {
  const wanted = [
    ["dashboard", "PORT", port],
    ["sandbox", "SANDBOX_PORT", sandboxPort],
    ["sandbox's live pages", "SANDBOX_LIVE_PORT", livePort],
    ["sandbox's sites", "SANDBOX_SITES_PORT", sitesPort],
  ];
  for (const [what, variable, number] of wanted) {
    if (await portIsFree(number)) continue;
    await end(1, `Port ${number} is busy; set ${variable} to a free port for the ${what}.`);
  }
}

/** What a second Ctrl-C asks for. */
function endNow() {
  killAll();
  rmSync(dataDir, { recursive: true, force: true });
}

onStop((signal) => end(signal === "SIGINT" ? 130 : 143), endNow);
await refuseBusyPorts();
try {
  await ensureInstalled();
} catch (error) {
  await end(1, error.message);
}

const searching = searchBrowser(env);
const build = start("npm", ["run", "--silent", "build"], { env });
if ((await build.ended) !== 0) await end(1, "The build failed; see its words above.");
const search = await searching;

await serve("sandbox", ["e2e/sandbox/main.ts"], {
  SANDBOX_PORT: String(sandboxPort),
  SANDBOX_LIVE_PORT: String(livePort),
  SANDBOX_SITES_PORT: String(sitesPort),
  // The one in which answers arrive.
  SANDBOX_DIALECT: process.env.SANDBOX_DIALECT || "documented",
  SANDBOX_BROWSER: search.is === "found" ? "auto" : "off",
  CHROMIUM_PATH: search.is === "found" ? search.path : "",
  TMPDIR: tmpDir,
  TEMP: tmpDir,
  TMP: tmpDir,
});
const isUp = (url, timeoutMs) => answers(url, timeoutMs, () => ending !== null);
const TOO_LATE = "The demo did not come up in time.";
if (!(await isUp(`${sandbox}/api/v1/health`, 30_000))) await end(1, TOO_LATE);
const browser = await askSandbox(sandbox);

await serve("dashboard", ["--max-semi-space-size=16", "e2e/run/start.mjs"], {
  HOST: process.env.HOST ?? "127.0.0.1",
  PORT: String(port),
  PUBLIC_ORIGIN: address,
  BROWSERABLE_UPSTREAMS: `sandbox=${sandbox}/api/v1`,
  DEMO_API_KEY: DEMO_KEY,
  DEMO_NOTICE: noticeOf(search, browser) ?? "",
  DEMO_SUGGESTIONS: JSON.stringify(SUGGESTIONS),
  DATA_DIR: dataDir,
});
if (!(await isUp(`${address}/api/readyz`, 60_000))) await end(1, TOO_LATE);
console.log(`\n${closingWords(address, DEMO_KEY, sandbox, search, browser)}\n`);
