/** Where the servers of this test run answer, handed from the global set-up to the workers. */

const NAMES = {
  /** The dashboard's origin, as PUBLIC_ORIGIN has it. */
  dashboard: "RUNBOARD_TEST_DASHBOARD",
  /** The origin of the sandbox: API and control interface. */
  sandbox: "RUNBOARD_TEST_SANDBOX",
  /** The origin of a second sandbox whose every connection tests may cut. */
  flaky: "RUNBOARD_TEST_FLAKY",
  /** Where browsers report what a page's policy refused. */
  cspReports: "RUNBOARD_TEST_CSP_REPORTS",
  /** Upstreams of the dashboard where a test has a sandbox of its own listen, see own-upstream.ts. */
  faulty: "RUNBOARD_TEST_FAULTY",
  outage: "RUNBOARD_TEST_OUTAGE",
  /** The dashboard's DATA_DIR, for what only time would bring about. */
  data: "RUNBOARD_TEST_DATA",
} as const;

export type Addresses = Record<keyof typeof NAMES, string>;

export function publishAddresses(addresses: Addresses): void {
  for (const [name, variable] of Object.entries(NAMES)) {
    process.env[variable] = addresses[name as keyof Addresses];
  }
}

/** @throws Error when the global set-up has not run */
export function address(name: keyof Addresses): string {
  const value = process.env[NAMES[name]];
  if (!value) throw new Error(`${NAMES[name]} is not set: the tests are run by Playwright.`);
  return value;
}
