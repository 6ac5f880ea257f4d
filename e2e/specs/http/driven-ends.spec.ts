/** However the sandbox ends, none of its browsers outlives it. */
import { spawn } from "node:child_process";
import { ROOT, runtime } from "../../run/processes.mjs";
import { processesOf } from "../../sandbox/driven/memory.ts";
import { testClient } from "../../sandbox/test-client.ts";
import { isThere } from "../../support/driven.ts";
import { expect, test, until } from "../../support/test.ts";

/** A sandbox of its own process, and what it printed. */
function startMain() {
  const child = spawn(runtime(), ["e2e/sandbox/main.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      SANDBOX_PORT: "0",
      SANDBOX_LIVE_PORT: "0",
      SANDBOX_SITES_PORT: "0",
      SANDBOX_DIALECT: "documented",
    },
  });
  let printed = "";
  child.stdout.on("data", (part: Buffer) => {
    printed += part.toString();
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, exited, printed: () => printed };
}

for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
  test(`no process of a browser is left after ${signal}`, async () => {
    const { child, exited, printed } = startMain();
    try {
      await until(printed, 30_000).toContain("sandbox ready");
      expect(printed()).toContain("created tasks drive Chromium");
      const [, apiUrl = "", key = ""] = /ready (\S+) demo key (\S+)/.exec(printed()) ?? [];
      const controlUrl = apiUrl.replace("/api/v1", "/_sandbox");
      const client = testClient({ apiUrl, controlUrl }, key);
      const made = await client.send("POST", "/task/create", { task: "Log in and read my orders" });
      const { taskId } = (made.body as { data: { taskId: string } }).data;
      const run = async () => {
        const runs = await client.call("GET", `/task/${taskId}/runs`);
        const [newest] = (runs.body as { data: { id: string }[] }).data;
        return client.control("GET", `/keys/{key}/runs/${newest?.id}/log`);
      };
      await until(async () => (await run()).browserPid, 30_000).toBeGreaterThan(0);
      const processes = processesOf(Number((await run()).browserPid));
      expect(processes.length).toBeGreaterThan(2);
      child.kill(signal);
      await exited;
      await until(() => processes.filter(isThere)).toEqual([]);
    } finally {
      child.kill("SIGKILL");
    }
  });
}
