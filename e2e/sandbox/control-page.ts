/** The page on which a person breaks the sandbox: which faults are on, for whom, and what came of it. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "./answer.ts";
import { answer } from "./answer.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { faultList } from "./fault-list.ts";
import { DEMO_KEY } from "./seed.ts";

const FILE = join(import.meta.dirname, "control-page.html");
const DATA = "null /* data */";

/** Text for an inline script of JSON: nothing in it can end the element. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");

const sourceOf = (html: string, tag: "script" | "style"): string => {
  const [, text = ""] = new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(html) ?? [];
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
};

function made(): Answer {
  // Health is asked without a key, and faults are switched on for one.
  const endpoints = ENDPOINTS.filter((name) => name !== "unknown" && name !== "health");
  const data = { demoKey: DEMO_KEY, endpoints, faults: faultList() };
  const html = readFileSync(FILE, "utf8").replace(DATA, () => inScript(data));
  const policy = [
    "default-src 'none'",
    `script-src ${sourceOf(html, "script")}`,
    `style-src ${sourceOf(html, "style")}`,
    "connect-src 'self'",
    "img-src data:",
    // Nobody is to be led to press its buttons in a frame.
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = answer(200, "text/html; charset=utf-8", html);
  const headers = { "content-security-policy": policy, "cache-control": "no-store" };
  return { ...page, headers: { ...page.headers, ...headers } };
}

let page: Answer | undefined;

/** Holds no key and changes nothing by itself: what it shows it asks for by control calls. */
export const controlPage = (): Answer => (page ??= made());
