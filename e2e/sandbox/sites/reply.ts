/** What the sites answer with: pages, redirects, and the headers that all of them have. */
import type { Answer } from "../answer.ts";
import { answer } from "../answer.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const SAFE_HEADERS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
};

/** One letter on a coloured square, for the tab. */
const icon = (letter: string, colour: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="${colour}"/><text x="16" y="23" font-family="sans-serif" font-size="20" font-weight="700" text-anchor="middle" fill="#fff">${letter}</text></svg>`,
  )}`;

export type Site = { name: string; stylesheet: string; colour: string };

/** A whole document of a site; `body` is what is inside `<body>`. */
export const documentOf = (site: Site, title: string, body: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === site.name ? title : `${title} · ${site.name}`}</title>
<link rel="icon" href="${icon(site.name.replace(/^The /, "").slice(0, 1), site.colour)}">
<link rel="stylesheet" href="${site.stylesheet}">
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
${body}
</body>
</html>
`;

/** A page; `cookie` is a whole Set-Cookie value. */
export function page(document: Html, status = 200, cookie?: string): Answer {
  const sent = answer(status, "text/html; charset=utf-8", document.text);
  return {
    ...sent,
    headers: { ...sent.headers, ...SAFE_HEADERS, ...(cookie ? { "set-cookie": cookie } : {}) },
  };
}

/** What every POST ends with: the browser asks for `location`, which is a path of ours. */
export const seeOther = (location: string, cookie?: string): Answer => ({
  status: 303,
  headers: { ...SAFE_HEADERS, location, ...(cookie ? { "set-cookie": cookie } : {}) },
  body: "",
  outcome: "303",
});
