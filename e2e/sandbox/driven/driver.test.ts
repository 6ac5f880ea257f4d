import { expect, test } from "vitest";
import { DrivenRun } from "./driven-run.ts";
import { Driver } from "./driver.ts";

const options = {
  executablePath: "/nowhere/chromium",
  allowHosts: [],
  deniedPorts: [],
  pageLimitMs: 1_000,
  questionLimitMs: 1_000,
  sitesOrigin: "http://localhost:1",
  pace: 0,
};
const newRun = () =>
  new DrivenRun({
    dialect: "documented",
    liveOrigin: "http://l",
    startMs: Date.now(),
    task: "Find a mat",
  });

test("a browser that does not start fails the run with the reason, and the next one has its turn", async () => {
  const driver = new Driver(options);
  const runs = [newRun(), newRun(), newRun()];
  for (const run of runs) driver.drive(run);
  expect(runs.map(({ data }) => data.detailedStatus)).toEqual([
    "scheduled",
    "scheduled",
    "Waiting for a free browser",
  ]);
  await expect.poll(() => runs.every(({ ended }) => ended), { timeout: 10_000 }).toBe(true);
  for (const { result } of runs) expect(String(result.error)).toContain("no browser session");
  await driver.close();
});

test("once it is closed it takes no run more", async () => {
  const driver = new Driver(options);
  await driver.close();
  const run = newRun();
  driver.drive(run);
  expect([run.ended, run.result.error]).toEqual([true, "API abort"]);
});
