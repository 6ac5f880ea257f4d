/** Every way in which a server may fail a client, by name: tests go through them, a page switches them on. */
import type { Fault } from "./fault-queue.ts";

export type NamedFault = { name: string; fault: Omit<Fault, "endpoint" | "name"> };

/** What no client may pass on: statements, inner addresses. */
export const RAW_WORDS = "select secret_column from runs at 10.1.2.3:5432";
/** Of a run that appears between two calls: a client that asks of another one may not be told it. */
export const NEWER_WORDS = "Words of the newer run";
/** Never to be framed, nor to be a link. */
export const HOSTILE_LIVE = "javascript:alert(document.domain)";

const status = (values: Record<string, unknown>): string =>
  JSON.stringify({
    success: true,
    data: { status: "running", detailedStatus: "x", toolCall: null, liveStatus: null, ...values },
  });

const MARKUP = "<img src=x onerror=alert(1)>\u0000\u202e\u001b[31m\u2028";

/** Fields whose form clients check: with harm in them too, nothing else would be shown. */
const CHECKED = ["id", "taskId", "runId", "toolCallId", "status", "created_at", "type", "name"];

/** Where nothing listens; whoever follows a redirect that a test sends is seen at its own address. */
const NOWHERE = "http://127.0.0.1:9/";

/** @param canary where redirects point */
export const faultList = (canary = NOWHERE): NamedFault[] => [
  { name: "500 in JSON", fault: { kind: "status", code: 500, text: RAW_WORDS } },
  { name: "500 in HTML", fault: { kind: "status", code: 500, type: "html", text: RAW_WORDS } },
  { name: "502 in HTML", fault: { kind: "status", code: 502, type: "html", text: RAW_WORDS } },
  { name: "503 without a body", fault: { kind: "status", code: 503, type: "empty" } },
  { name: "a failure under 200", fault: { kind: "failure", text: RAW_WORDS } },
  { name: "silence", fault: { kind: "hang" } },
  { name: "an answer 20 s late", fault: { kind: "slow", ms: 20_000 } },
  { name: "a byte every second", fault: { kind: "drip", ms: 1_000 } },
  { name: "half an answer", fault: { kind: "truncated" } },
  { name: "a reset connection", fault: { kind: "reset" } },
  { name: "HTML under 200", fault: { kind: "html" } },
  { name: "nothing under 200", fault: { kind: "empty" } },
  { name: "204", fault: { kind: "noContent" } },
  { name: "304", fault: { kind: "notModified" } },
  { name: "301 elsewhere", fault: { kind: "redirect", code: 301, location: canary } },
  { name: "302 elsewhere", fault: { kind: "redirect", code: 302, location: canary } },
  { name: "303 elsewhere", fault: { kind: "redirect", code: 303, location: canary } },
  { name: "307 elsewhere", fault: { kind: "redirect", code: 307, location: canary } },
  { name: "308 elsewhere", fault: { kind: "redirect", code: 308, location: canary } },
  { name: "429 with a Retry-After", fault: { kind: "rateLimited", retryAfter: "2" } },
  { name: "429 with a bad Retry-After", fault: { kind: "rateLimited", retryAfter: "soon" } },
  { name: "429 with none", fault: { kind: "rateLimited" } },
  { name: "a byte order mark", fault: { kind: "bom" } },
  { name: "100 MB", fault: { kind: "huge" } },
  { name: "a gzip bomb", fault: { kind: "gzipBomb" } },
  { name: "JSON ten thousand deep", fault: { kind: "deepJson" } },
  { name: "JSON cut in the middle", fault: { kind: "body", body: '{"success":true,"data":{"sta' } },
  { name: "a bare null", fault: { kind: "body", body: "null" } },
  { name: "a __proto__ at every level", fault: { kind: "proto" } },
  { name: "wrong types throughout", fault: { kind: "wrongTypes" } },
  { name: "an unknown status", fault: { kind: "unknownEnum" } },
  { name: "no status", fault: { kind: "nullStatus" } },
  {
    name: "a hostile live address",
    fault: { kind: "body", body: status({ liveStatus: HOSTILE_LIVE }) },
  },
  {
    name: "control characters and markup",
    fault: { kind: "body", body: status({ detailedStatus: MARKUP }) },
  },
  { name: "script and markup in every text", fault: { kind: "hostile", spare: CHECKED } },
  { name: "a newer run between two calls", fault: { kind: "newerRun", text: NEWER_WORDS } },
];

/** @throws when no fault has this name */
export function faultNamed(name: string, canary?: string): NamedFault["fault"] {
  const found = faultList(canary).find((known) => known.name === name);
  if (!found) throw new Error(`no fault "${name}"`);
  return found.fault;
}
