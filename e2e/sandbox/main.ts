/** Runs the sandbox by itself: `node e2e/sandbox/main.ts`. */
import { z } from "zod";
import { endWithParent } from "../run/end-with-parent.mjs";
import { chosenBrowser } from "./chosen-browser.ts";
import { parseAllowHosts } from "./driven/gate-rules.ts";
import { DIALECTS } from "./script.ts";
import type { Sandbox } from "./server.ts";
import { startSandbox } from "./server.ts";

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

const environment = z.object({
  SANDBOX_PORT: port(2003),
  SANDBOX_LIVE_PORT: port(2004),
  SANDBOX_SITES_PORT: port(2005),
  SANDBOX_HOST: z.string().min(1).default("127.0.0.1"),
  SANDBOX_DIALECT: z.enum(DIALECTS).default("stock"),
  SANDBOX_BROWSER: z.enum(["auto", "off"]).default("auto"),
  SANDBOX_ALLOW_HOSTS: z.string().default("").transform(parseAllowHosts),
});

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/** Why no browser is to be driven; null when one is. */
function unwanted(env: z.infer<typeof environment>): string | null {
  if (env.SANDBOX_BROWSER === "off") return "SANDBOX_BROWSER is off";
  // Whoever reaches the API would read this machine's own services through it.
  return LOOPBACK.has(env.SANDBOX_HOST) ? null : "SANDBOX_HOST lets other machines in";
}

function explained(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error) {
    return `port ${error.port} is in use; set SANDBOX_PORT, SANDBOX_LIVE_PORT and SANDBOX_SITES_PORT to others`;
  }
  return String(error);
}

function stopOnSignal(sandbox: Sandbox): void {
  const stop = async () => {
    try {
      await sandbox.close();
    } finally {
      process.exit(0);
    }
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.once(signal, stop);
}

try {
  const env = environment.parse(process.env);
  const { browser, noBrowser } = await chosenBrowser(unwanted(env));
  const sandbox = await startSandbox({
    port: env.SANDBOX_PORT,
    livePort: env.SANDBOX_LIVE_PORT,
    sitesPort: env.SANDBOX_SITES_PORT,
    host: env.SANDBOX_HOST,
    dialect: env.SANDBOX_DIALECT,
    browser: browser && { ...browser, allowHosts: env.SANDBOX_ALLOW_HOSTS },
    noBrowser,
  });
  stopOnSignal(sandbox);
  endWithParent();
  console.log(browser ? `created tasks drive Chromium ${browser.version}` : noBrowser);
  console.log(`sandbox ready ${sandbox.apiUrl} demo key ${sandbox.demoKey}`);
} catch (error) {
  console.error(`sandbox could not start: ${explained(error)}`);
  process.exit(1);
}
