/** `npm run demo`: a sandbox Browserable server and the dashboard in front of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { answers, portIsFree } from "./ports.mjs";
import { onStop, runtime, start, stopAll } from "./processes.mjs";

const DEMO_KEY = "demo-key-runboard";
const port = Number(process.env.PORT ?? 3000);
const sandboxPort = Number(process.env.SANDBOX_PORT ?? 2003);
const livePort = Number(process.env.SANDBOX_LIVE_PORT ?? 2004);
const address = `http://localhost:${port}`;
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: ".next" };

/** Of this demo alone: the sandbox begins anew each time, and so does what is known of it. */
const dataDir = mkdtempSync(join(tmpdir(), "runboard-demo-"));
let ending = null;

/** Never resolves: whoever waits for it goes no further. */
function end(code, sentence) {
  if (!ending && sentence) console.error(sentence);
  ending ??= stopAll().then(() => {
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(code);
  });
  return new Promise(() => {});
}

/** Starts one of the two servers; when it dies, the demo ends with it. */
function serve(name, args, extra) {
  const { ended } = start(runtime(), args, { env: { ...env, ...extra } });
  void ended.then((code) => end(1, `The ${name} ended unexpectedly (code ${code}).`));
}

async function refuseBusyPorts() {
  const wanted = [
    ["dashboard", "PORT", port],
    ["sandbox", "SANDBOX_PORT", sandboxPort],
    ["sandbox's live pages", "SANDBOX_LIVE_PORT", livePort],
  ];
  for (const [what, variable, number] of wanted) {
    if (await portIsFree(number)) continue;
    await end(1, `Port ${number} is busy; set ${variable} to a free port for the ${what}.`);
  }
}

onStop((signal) => end(signal === "SIGINT" ? 130 : 143));
await refuseBusyPorts();
try {
  await ensureInstalled();
} catch (error) {
  await end(1, error.message);
}

const build = start("npm", ["run", "--silent", "build"], { env });
if ((await build.ended) !== 0) await end(1, "The build failed; see its words above.");

serve("sandbox", ["e2e/sandbox/main.ts"], {
  SANDBOX_PORT: String(sandboxPort),
  SANDBOX_LIVE_PORT: String(livePort),
});
serve("dashboard", ["e2e/run/start.mjs"], {
  HOST: process.env.HOST ?? "127.0.0.1",
  PORT: String(port),
  PUBLIC_ORIGIN: address,
  BROWSERABLE_UPSTREAMS: `sandbox=http://localhost:${sandboxPort}/api/v1`,
  DEMO_API_KEY: DEMO_KEY,
  DATA_DIR: dataDir,
});

const up = await Promise.all([
  answers(`http://localhost:${sandboxPort}/api/v1/health`, 30_000, () => ending !== null),
  answers(`${address}/api/readyz`, 60_000, () => ending !== null),
]);
if (up.includes(false)) await end(1, "The demo did not come up in time.");
else console.log(`\nRunboard: ${address}\nDemo key: ${DEMO_KEY}\nCtrl-C stops both servers.\n`);
