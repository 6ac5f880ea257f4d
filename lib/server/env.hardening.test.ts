import { expect, test, vi } from "vitest";
import { figure } from "@/e2e/support/figures";

const GOOD = "v3ry-l0ng-and-rand0m-looking-text-0123456789";
const GUESSABLE = "x".repeat(40);
const SHORT = "has to be longer";
const ORIGIN = "must be an origin like https://runs.example.";
const ADDRESS = "must be an address in ASCII like https://reports.example/csp.";
const VISIBLE = "must be visible ASCII characters without spaces.";
const DATABASE = "must be a URL like postgres://user:password@host:5432/database.";

/** Each faulty setting, and the whole of what is said of it. */
const SENTENCES: [name: string, value: string, sentence: string][] = [
  ["PORT", "seventy", "PORT must be a whole number from 0 to 65535."],
  ["PORT", "65536", "PORT must be a whole number from 0 to 65535."],
  ["PUBLIC_ORIGIN", "runs.example", `PUBLIC_ORIGIN ${ORIGIN}`],
  ["PUBLIC_ORIGIN", "https://runs.example/board", `PUBLIC_ORIGIN ${ORIGIN}`],
  ["PUBLIC_ORIGIN", "ftp://runs.example", `PUBLIC_ORIGIN ${ORIGIN}`],
  [
    "PUBLIC_ORIGIN",
    "http://runs.example",
    "PUBLIC_ORIGIN must be https unless it is this machine: keys and sessions would travel in the clear.",
  ],
  [
    "BROWSERABLE_UPSTREAMS",
    "http://localhost:2003",
    "BROWSERABLE_UPSTREAMS must be name=url pairs, separated by commas.",
  ],
  [
    "BROWSERABLE_UPSTREAMS",
    "a=javascript:1",
    "BROWSERABLE_UPSTREAMS must be name=url pairs, separated by commas.",
  ],
  ["LIVE_VIEW_ORIGINS", "https://a.example/x", `LIVE_VIEW_ORIGINS ${ORIGIN}`],
  ["LIVE_VIEW_ORIGINS", "*", `LIVE_VIEW_ORIGINS ${ORIGIN}`],
  ["RECORDING_ORIGINS", "blob:x", `RECORDING_ORIGINS ${ORIGIN}`],
  ["RATE_LIMITS", "30", "RATE_LIMITS"],
  ["RATE_LIMITS", '{"writes":0}', "RATE_LIMITS"],
  ["RATE_LIMITS", "{", 'RATE_LIMITS must be JSON, like {"writes":100}.'],
  [
    "SESSION_PASSWORDS",
    GOOD,
    'SESSION_PASSWORDS must be JSON, like {"1":"<32 characters or more>"}.',
  ],
  ["SESSION_PASSWORDS", `{"1":"${SHORT}"}`, "SESSION_PASSWORDS must have at least 32 characters."],
  ["SESSION_PASSWORDS", `{"1":"${GUESSABLE}"}`, "SESSION_PASSWORDS is too easy to guess."],
  ["SESSION_PASSWORDS", "{}", "SESSION_PASSWORDS must hold at least one secret."],
  ["OWNER_SECRET", SHORT, "OWNER_SECRET must have at least 32 characters."],
  ["OWNER_SECRET", `example-${GOOD}`, "OWNER_SECRET is too easy to guess."],
  ["CSP_REPORT_URI", "reports.example", `CSP_REPORT_URI ${ADDRESS}`],
  ["CSP_REPORT_URI", "https://reports.example/a; script-src *", `CSP_REPORT_URI ${ADDRESS}`],
  ["CSP_REPORT_URI", "https://reports.example/→", `CSP_REPORT_URI ${ADDRESS}`],
  ["METRICS_TOKEN", SHORT, "METRICS_TOKEN must have at least 32 characters."],
  ["METRICS_TOKEN", GUESSABLE, "METRICS_TOKEN is too easy to guess."],
  ["METRICS_TOKEN", `${GOOD} ${GOOD}`, `METRICS_TOKEN ${VISIBLE}`],
  ["DATABASE_URL", `mysql://me:${GOOD}@db/runs`, `DATABASE_URL ${DATABASE}`],
  ["DATABASE_URL", `postgres://me:${GOOD}@db`, `DATABASE_URL ${DATABASE}`],
];

async function sentenceOf(name: string, value: string): Promise<string> {
  vi.resetModules();
  vi.stubEnv(name, value);
  const { env } = await import("@/lib/server/env");
  try {
    env();
    return "";
  } catch (error) {
    return (error as Error).message;
  } finally {
    vi.unstubAllEnvs();
  }
}

test("each faulty setting is refused with a sentence of its own, which repeats no secret", async () => {
  for (const [name, value, sentence] of SENTENCES) {
    const said = await sentenceOf(name, value);
    const full = `Runboard cannot start: ${sentence}`;
    if (sentence.endsWith(".")) expect(said).toBe(full);
    else expect(said).toMatch(new RegExp(`^${full} [^\n]+\\.$`));
    for (const secret of [GOOD, GUESSABLE, SHORT]) expect(said).not.toContain(secret);
  }
  figure(
    "start",
    `${SENTENCES.length} faulty settings: each named in one sentence, no secret told`,
  );
});
