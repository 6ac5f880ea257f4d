/** What went wrong at the browser, in words for people. */
import { STATUS_CODES } from "node:http";
import type { Response } from "playwright-core";
import type { Trouble } from "./gate-trouble.ts";
import { TROUBLE_HEADER } from "./gate-trouble.ts";
import { GaveUp } from "./gave-up.ts";

const MOST_WORDS = 200;

/** Without what is not seen, and not too long. */
const cut = (text: string): string => {
  const seen = text.replace(/[\p{Cc}\p{Cf}]/gu, " ");
  return seen.length > MOST_WORDS ? `${seen.slice(0, MOST_WORDS)}…` : seen;
};

const GATE_WORDS: Record<Trouble, (origin: string) => string> = {
  denied: (origin) =>
    `${origin} may not be opened: the sandbox's browser stays on this machine unless SANDBOX_ALLOW_HOSTS names the host.`,
  refused: (origin) => `Nothing answers at ${origin}.`,
  unreachable: (origin) => `${origin} cannot be reached.`,
  timeout: (origin) => `${origin} did not answer in time.`,
  broken: (origin) => `${origin} broke off its answer, or it made no sense.`,
};

const isTrouble = (text: string | undefined): text is Trouble =>
  text !== undefined && Object.hasOwn(GATE_WORDS, text);

/** Why the gate let nothing through, in words; `url` is what was asked for. */
export const gateProblem = (trouble: Trouble, url: string): string =>
  GATE_WORDS[trouble](new URL(url).origin);

/** Why a page did not open although something answered; null when it did. */
export function problemOf(response: Response | null): string | null {
  if (response === null) return null;
  const { pathname } = new URL(response.url());
  const trouble = response.headers()[TROUBLE_HEADER];
  if (isTrouble(trouble)) return gateProblem(trouble, response.url());
  const status = response.status();
  // The words for a code are ours: a page writes what it likes there.
  return status < 400
    ? null
    : `${cut(pathname)} answered ${status} ${STATUS_CODES[status] ?? ""}`.trim();
}

const KNOWN: [RegExp, (limitMs: number) => string][] = [
  [/Download is starting/, () => "The address is a download, not a page."],
  [/ERR_INVALID_REDIRECT|ERR_TOO_MANY_REDIRECTS/, () => "The page redirects in circles."],
  [/Target (page|closed)|has been closed|crashed/i, () => "The browser ended unexpectedly."],
  [
    /Execution context was destroyed/,
    () => "The page kept going elsewhere, so it could not be read.",
  ],
  [/\.evaluate(All)?: /, () => "The page could not be read: its own scripts are in the way."],
  [/Timeout \d+ms exceeded/, (limitMs) => `The page did not answer within ${limitMs / 1_000} s.`],
];

/**
 * One sentence for what the agent ran into.
 * @param limitMs how long a page may take
 */
export function explained(error: unknown, limitMs: number): string {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof GaveUp) return text;
  const known = KNOWN.find(([pattern]) => pattern.test(text))?.[1];
  if (known) return known(limitMs);
  const network = /net::(ERR_[A-Z_]+)/.exec(text)?.[1];
  if (network) return `The page could not be opened (${network}).`;
  const first = text.split("\n", 1)[0] ?? "";
  return `The agent could not go on: ${cut(first)}`;
}
