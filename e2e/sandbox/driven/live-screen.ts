/** The live page of a driven run: one page for all, put together from the files in `screen/`. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const read = (name: string): string =>
  readFileSync(new URL(`./screen/${name}`, import.meta.url), "utf8");

/** In this order: each needs only what stands before it. */
const MODULES = ["messages", "stream", "picture", "keys", "sender", "hands", "main"];

/** The modules as one, so that the page needs nothing else; no two of them use a name twice. */
const SCRIPT = MODULES.map((name) =>
  read(`${name}.mjs`)
    .replaceAll(/^import .*;\n/gm, "")
    .replaceAll(/^export /gm, ""),
).join("");
const STYLE = read("screen.css");

const hashOf = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const POINTER = `<svg id="pointer" viewBox="0 0 20 20" aria-hidden="true"><path d="M3 1l13 11-6 .6 3.4 6-2.4 1.2-3.2-6L3 18z" fill="#1c2330" stroke="#fff" stroke-width="1.2"/></svg>`;

export const LIVE_SCREEN = `<!doctype html>
<html lang="en" data-state="connecting">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Agent's browser</title><style>${STYLE}</style></head>
<body>
<header><bdi id="address"></bdi><bdi id="title"></bdi></header>
<main>
<div id="screen" tabindex="0" role="group" aria-label="The agent's browser" aria-describedby="mode">
<canvas id="canvas" role="img" aria-label="Live picture"></canvas>
${POINTER}
<textarea id="pad" hidden aria-label="Your clicks and keys go to the agent's browser. Press Escape twice to release." autocomplete="off" autocapitalize="off" spellcheck="false"></textarea>
<span id="mode">View only</span>
</div>
<p id="state" role="status">Connecting…</p>
</main>
<footer><i id="dot"></i><bdi id="step"></bdi><span id="hint" role="status"></span><button id="control" type="button" disabled>Take control</button></footer>
<script type="module">${SCRIPT}</script>
</body>
</html>
`;

/** Anybody may frame it; it loads nothing, speaks to its own origin only, and makes no markup of text. */
export const LIVE_SCREEN_HEADERS = {
  "content-security-policy": [
    "default-src 'none'",
    `script-src ${hashOf(SCRIPT)}`,
    `style-src ${hashOf(STYLE)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
