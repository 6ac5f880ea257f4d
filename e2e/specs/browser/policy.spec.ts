/** The pages' policy: what breaks it is refused, and reported to where the operator wants it. */
import { cspReports, ON_PURPOSE } from "../../support/csp-reports.ts";
import { expect, test, until } from "../../support/test.ts";

test("markup that found its way into a page runs nothing, and is reported", {
  tag: "@hardening",
}, async ({ page, consoleGuard }) => {
  consoleGuard.expect(/Content Security Policy|CSP violation: script-src-attr inline/);
  await page.goto(`/sign-in?next=/${ON_PURPOSE}`);
  await page.evaluate(() =>
    document.body.insertAdjacentHTML(
      "beforeend",
      '<img id="strange" src="data:," onerror="window.ranAnyway = true">',
    ),
  );
  const own = async () => (await cspReports()).filter((report) => report.includes(ON_PURPOSE));
  await until(async () => (await own()).length).toBeGreaterThan(0);
  expect(await page.evaluate(() => "ranAnyway" in window)).toBe(false);
  const [report = "{}"] = await own();
  expect(JSON.parse(report)).toMatchObject({
    "csp-report": { "violated-directive": "script-src-attr", "blocked-uri": "inline" },
  });
});
