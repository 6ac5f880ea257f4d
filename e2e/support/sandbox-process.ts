/** A sandbox of its own process, as `node e2e/sandbox/main.ts` starts it. */
import { spawn } from "node:child_process";
import { ROOT, runtime } from "../run/processes.mjs";
import { testClient } from "../sandbox/test-client.ts";
import { until } from "./test.ts";

/**
 * Resolves once it listens, on ports of its own.
 * @param env what its environment has beside that of the tests
 * @returns `origin` and a `client` of its demo key; `printed()` is all it has printed
 */
export async function startMain(env: Record<string, string> = {}) {
  const child = spawn(runtime(), ["e2e/sandbox/main.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      SANDBOX_PORT: "0",
      SANDBOX_LIVE_PORT: "0",
      SANDBOX_SITES_PORT: "0",
      SANDBOX_DIALECT: "documented",
      ...env,
    },
  });
  let text = "";
  child.stdout.on("data", (part: Buffer) => {
    text += part.toString();
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const printed = () => text;
  try {
    await until(printed, 45_000).toContain("sandbox ready");
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  const [, apiUrl = "", key = ""] = /ready (\S+) demo key (\S+)/.exec(text) ?? [];
  const { origin } = new URL(apiUrl);
  const client = testClient({ apiUrl, controlUrl: `${origin}/_sandbox` }, key);
  return { child, exited, printed, origin, client };
}
