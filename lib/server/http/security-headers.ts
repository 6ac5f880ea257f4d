import "server-only";
import type { Env } from "@/lib/server/env";
import { recordingSources } from "@/lib/server/recording-origins";

const LOOPBACK_SOURCES = ["localhost:*", "*.localhost:*", "127.0.0.1:*"].flatMap((host) => [
  `http://${host}`,
  `https://${host}`,
]);

const frameSources = (env: Env): string[] => [
  ...env.liveViewOrigins,
  ...(env.liveViewLoopback ? LOOPBACK_SOURCES : []),
];

/**
 * What a page may load, run and frame; the nonce is the request's own. Next's tools for development
 * evaluate code and bring styles without a nonce.
 */
export function contentSecurityPolicy(env: Env, nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    `img-src ${["'self'", "data:", "blob:", ...recordingSources(env)].join(" ")}`,
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `frame-src ${frameSources(env).join(" ") || "'none'"}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(env.cspReportUri ? [`report-uri ${env.cspReportUri}`] : []),
  ].join("; ");
}

/** Of an answer that is no page: nothing in it is to be loaded, run or framed. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** A badge, and the picture that goes with a pasted link: other sites show them. */
export const isSharedPicture = (path: string): boolean =>
  /^\/(b\/[^/]+|s\/[^/]+\/card\.png)$/.test(path);

/**
 * The headers of every answer, whatever it is.
 * @param path what was asked for, without its query
 */
export const securityHeaders = (env: Env, path: string): Record<string, string> => ({
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": isSharedPicture(path) ? "cross-origin" : "same-origin",
  // What a link opens submits no form, and its address is nobody else's business.
  "referrer-policy": /^\/[as]\//.test(path) ? "no-referrer" : "same-origin",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "x-robots-tag": "noindex, nofollow",
  ...(env.secure ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
});
