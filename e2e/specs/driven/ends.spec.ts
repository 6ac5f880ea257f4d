/** However the sandbox ends, none of its browsers outlives it. */
import { processesOf } from "../../sandbox/driven/memory.ts";
import { isThere } from "../../support/driven.ts";
import { startMain } from "../../support/sandbox-process.ts";
import { expect, test, until } from "../../support/test.ts";

for (const signal of ["SIGINT", "SIGKILL"] as const) {
  test(`no process of a browser is left after ${signal}`, async () => {
    const { child, exited, printed, client } = await startMain();
    try {
      expect(printed()).toContain("created tasks drive Chromium");
      const task = "Collect today's weather headlines";
      const made = await client.send("POST", "/task/create", { task });
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
