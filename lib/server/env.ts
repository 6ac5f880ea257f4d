import "server-only";
import path from "node:path";
import { z } from "zod";
import { apiKeySchema } from "@/lib/contract/api";

export type Upstream = { name: string; url: string };

const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];
/** Where the providers serve live views from, as their own documentation shows them. */
const PROVIDER_ORIGINS = [
  "https://api.steel.dev",
  "https://app.steel.dev",
  "https://app.hyperbrowser.ai",
  "https://www.browserbase.com",
];

/** Whether a URL points at this very machine. */
export const isLoopback = (url: URL): boolean =>
  LOOPBACK_HOSTS.includes(url.hostname) || url.hostname.endsWith(".localhost");

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, "");

const origin = z
  .string()
  .refine(
    (text) => /^https?:/.test(text) && isOrigin(text),
    "must be an origin like https://runs.example",
  )
  .transform((text) => new URL(text).origin);

const originList = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean),
  )
  .pipe(z.array(origin));

const upstreams = z.string().transform((text, ctx): Upstream[] => {
  const list = text.split(",").map((item) => {
    const at = item.indexOf("=");
    const name = item.slice(0, at).trim();
    const url = z.url({ protocol: /^https?$/ }).safeParse(item.slice(at + 1).trim());
    return at > 0 && /^[\w.-]{1,64}$/.test(name) && url.success
      ? { name, url: url.data.replace(/\/+$/, "") }
      : null;
  });
  if (list.some((item) => item === null)) {
    ctx.addIssue("must be name=url pairs, separated by commas");
    return z.NEVER;
  }
  return list.filter((item) => item !== null);
});

const EXAMPLE = /^(change.?me|example|secret|password)/i;
const secret = z
  .string()
  .min(32, "must have at least 32 characters")
  .refine((text) => !EXAMPLE.test(text) && new Set(text).size >= 10, "is too easy to guess");

/** Goes into a header as one of its words. */
const reportUri = z
  .string()
  .refine(
    (text) => /^https?:[!-~]+$/.test(text) && !/[;,]/.test(text) && URL.canParse(text),
    "must be an address in ASCII like https://reports.example/csp",
  );

const json = (example: string) =>
  z.string().transform((text, ctx) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      ctx.addIssue(`must be JSON, like ${example}`);
      return z.NEVER;
    }
  });

const passwords = json('{"1":"<32 characters or more>"}')
  .pipe(z.record(z.string().regex(/^\d{1,6}$/, "ids must be integers"), secret))
  .refine((map) => Object.keys(map).length > 0, "must hold at least one secret");

const limits = json('{"writes":100}').pipe(
  z.strictObject({
    /** Sign-ins and wrong keys per minute, all clients together. */
    signIn: z.number().int().positive().default(60),
    /** The same from one client address. */
    signInPerClient: z.number().int().positive().default(10),
    /** Writes per minute and session. */
    writes: z.number().int().positive().default(30),
    /** Writes per minute of a program that sends its key: faster than people, and bounded. */
    writesByKey: z.number().int().positive().default(300),
    /** Wrong or unknown share links per minute from one client address. */
    shareMisses: z.number().int().positive().default(30),
  }),
);

const FEW_TEXTS = "must hold at most 6 texts of 1 to 200 characters";
const suggestions = json('["Collect the headlines"]').pipe(
  z
    .array(z.string(FEW_TEXTS).trim().min(1, FEW_TEXTS).max(200, FEW_TEXTS), FEW_TEXTS)
    .max(6, FEW_TEXTS),
);

const count = (fallback: number, min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce
    .number({ error })
    .int({ error })
    .min(min, { error })
    .max(max, { error })
    .default(fallback);
};

const isDatabaseUrl = (text: string): boolean =>
  URL.canParse(text) &&
  /^postgres(ql)?:$/.test(new URL(text).protocol) &&
  /^\/[^/]+$/.test(new URL(text).pathname);

const DAY_MS = 24 * 3_600_000;

const settings = z.object({
  PORT: count(3000, 0, 65_535),
  PUBLIC_ORIGIN: origin.optional(),
  BROWSERABLE_UPSTREAMS: upstreams.prefault(
    "local=http://localhost:2003/api/v1,cloud=https://api.browserable.ai/api/v1",
  ),
  LIVE_VIEW_ORIGINS: originList.optional(),
  RECORDING_ORIGINS: originList.optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, "must be a URL like postgres://user:password@host:5432/database")
    .optional(),
  SESSION_PASSWORDS: passwords.optional(),
  OWNER_SECRET: secret.optional(),
  RETENTION_DAYS: count(30, 1, 3_650),
  QUIET_AFTER_SECONDS: count(180, 5, 86_400),
  TRUSTED_PROXY_HOPS: count(0, 0, 10),
  RATE_LIMITS: limits.prefault("{}"),
  CSP_REPORT_URI: reportUri.optional(),
  METRICS_TOKEN: secret
    .regex(/^[\x21-\x7e]+$/, "must be visible ASCII characters without spaces")
    .optional(),
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug"]).default("info"),
  DEMO_API_KEY: apiKeySchema.optional(),
  DEMO_NOTICE: z.string().trim().max(300, "must have at most 300 characters").prefault(""),
  DEMO_SUGGESTIONS: suggestions.prefault("[]"),
});

function parse(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`Runboard cannot start: ${String(issue?.path[0])} ${issue?.message}.`);
  }
  const value = parsed.data;
  const publicOrigin = value.PUBLIC_ORIGIN ?? `http://localhost:${value.PORT}`;
  const local = isLoopback(new URL(publicOrigin));
  if (!local && !publicOrigin.startsWith("https:")) {
    throw new Error(
      "Runboard cannot start: PUBLIC_ORIGIN must be https unless it is this machine: keys and sessions would travel in the clear.",
    );
  }
  if (value.DEMO_API_KEY && !local) {
    throw new Error(
      "Runboard cannot start: DEMO_API_KEY is shown to everybody, so it is for loopback only.",
    );
  }
  if (!value.DEMO_API_KEY && (value.DEMO_NOTICE || value.DEMO_SUGGESTIONS.length > 0)) {
    throw new Error(
      "Runboard cannot start: DEMO_NOTICE and DEMO_SUGGESTIONS are for the demo, so they need DEMO_API_KEY too.",
    );
  }
  if (value.DATABASE_URL && !(value.SESSION_PASSWORDS && value.OWNER_SECRET)) {
    throw new Error(
      "Runboard cannot start: DATABASE_URL needs SESSION_PASSWORDS and OWNER_SECRET too: instances that share a database must share their secrets.",
    );
  }
  return {
    publicOrigin,
    /** The dashboard is reached on this machine only. */
    local,
    secure: publicOrigin.startsWith("https:"),
    upstreams: value.BROWSERABLE_UPSTREAMS,
    liveViewOrigins: value.LIVE_VIEW_ORIGINS ?? PROVIDER_ORIGINS,
    /** With no list given, a local dashboard frames any port of this machine. */
    liveViewLoopback: local && !value.LIVE_VIEW_ORIGINS,
    recordingOrigins: value.RECORDING_ORIGINS ?? [],
    dataDir: path.resolve(/* turbopackIgnore: true */ value.DATA_DIR),
    /** PostgreSQL, which several instances may share; null for SQLite in `dataDir`. */
    databaseUrl: value.DATABASE_URL ?? null,
    sessionPasswords: value.SESSION_PASSWORDS ?? null,
    ownerSecret: value.OWNER_SECRET ?? null,
    /** For how long what was recorded is kept. */
    retentionMs: value.RETENTION_DAYS * DAY_MS,
    quietAfterMs: value.QUIET_AFTER_SECONDS * 1000,
    trustedProxyHops: value.TRUSTED_PROXY_HOPS,
    limits: value.RATE_LIMITS,
    /** Where browsers report what a page's policy refused; null where they do not. */
    cspReportUri: value.CSP_REPORT_URI ?? null,
    /** What whoever reads /metrics must send; null where there are none. */
    metricsToken: value.METRICS_TOKEN ?? null,
    logLevel: value.LOG_LEVEL,
    demoKey: value.DEMO_API_KEY ?? null,
    /** What the sign-in page says beside the demo's key. */
    demoNotice: value.DEMO_NOTICE || null,
    /** Tasks that whoever uses the demo's key may create at a click. */
    demoSuggestions: value.DEMO_SUGGESTIONS,
  };
}

export type Env = ReturnType<typeof parse>;
let parsed: Env | undefined;

/** The settings, parsed once. Throws one clear sentence when one is malformed. */
export function env(): Env {
  parsed ??= parse(process.env);
  return parsed;
}
