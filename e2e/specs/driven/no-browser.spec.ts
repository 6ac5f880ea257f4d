/** Without a browser that can be driven a demo replays, and says why. */
import { askSandbox, searchBrowser } from "../../run/demo-browser.mjs";
import { noticeOf } from "../../run/demo-words.mjs";
import { runtime } from "../../run/processes.mjs";
import { processesOf } from "../../sandbox/driven/memory.ts";
import { startMain } from "../../support/sandbox-process.ts";
import { expect, test } from "../../support/test.ts";

/** It tells its version like a browser, and is none. */
const NO_BROWSER = runtime();

const CASES: [why: string, env: Record<string, string>, reason: RegExp, notice: RegExp][] = [
  [
    "it is switched off",
    { SANDBOX_BROWSER: "off", DEMO_BROWSER: "off" },
    /^SANDBOX_BROWSER is off$/,
    /^DEMO_BROWSER is off, so /,
  ],
  [
    "CHROMIUM_PATH names another program",
    { CHROMIUM_PATH: NO_BROWSER },
    /launch/,
    /^The Chromium at \S+ is not used \(.*launch.*\), so /,
  ],
];

for (const [why, env, reason, notice] of CASES) {
  test(`tasks are replayed and it is said why: ${why}`, async () => {
    const [{ child, printed, origin, client }, search] = await Promise.all([
      startMain(env),
      searchBrowser({ ...process.env, ...env }),
    ]);
    try {
      const browser = await askSandbox(origin);
      expect(browser).toEqual({
        driven: false,
        reason: expect.stringMatching(reason),
        version: null,
      });
      expect(printed()).toContain(String(browser.reason));
      const told = noticeOf(search, browser);
      expect(told).toMatch(notice);
      expect(told).toContain("so tasks you create replay recorded runs.");

      const made = await client.send("POST", "/task/create", {
        task: "Find the cheapest yoga mat over 6 mm",
      });
      const { taskId } = (made.body as { data: { taskId: string } }).data;
      const { runs } = await client.control("GET", `/keys/{key}/tasks/${taskId}`);
      const [run] = runs as { runId: string }[];
      // Only what is replayed can be moved on by hand.
      await client.control("POST", `/keys/{key}/runs/${run?.runId}/advance`, { steps: 100 });
      const result = await client.call("GET", `/task/${taskId}/run/result`);
      expect(result.body?.data).toMatchObject({
        status: "completed",
        output: expect.stringContaining("The cheapest"),
      });
      if (process.platform === "linux") {
        expect(processesOf(Number(child.pid))).toEqual([child.pid]);
      }
    } finally {
      child.kill("SIGKILL");
    }
  });
}
