/** Values meant to do harm: in every text, and as the address of a picture. */
import type { Script } from "../script.ts";
import { asks, end, script, standing, step } from "../steps.ts";

const MARKUP = `<script>window.__hit=1</script><img src=x onerror="window.__hit=1">`;
const CONTROL = "a\u0000b\u0007c\u001b[31md\u007f";
const BIDI = "\u202eevil.exe\u202c \u2066hidden\u2069";
const LONE = "\ud800 half a character";
const LINK = "[click](javascript:window.__hit=1) javascript:window.__hit=1";
/** All of it in one text. */
export const HOSTILE_TEXT = [MARKUP, CONTROL, BIDI, LINK, LONE].join(" ");
const ALL = HOSTILE_TEXT;

const form = {
  heading: ALL,
  description: ALL,
  fields: [
    { type: "text", label: ALL, placeholder: ALL, defaultValue: ALL, pattern: "(a+)+$" },
    { type: "url", label: LINK, defaultValue: "javascript:window.__hit=1" },
    { type: "select", label: BIDI, options: [{ label: ALL, value: ALL }] },
    { type: MARKUP, label: MARKUP, ["__proto__"]: { polluted: true } },
  ],
  submitButton: { label: ALL },
  ["__proto__"]: { polluted: true },
  constructor: { prototype: { polluted: true } },
};

/** Addresses no frame may be given (upstream.md point 10). */
export const HOSTILE_LIVE: Record<string, unknown> = {
  javascript: "javascript:window.__hit=1",
  data: "data:text/html,<script>parent.__hit=1</script>",
  "user-info": "https://live.example@evil.example/session/1",
  "other-origin": "https://evil.example/live/1",
  "look-alike": "https://localhost:2004.evil.example/live/1",
  "http-remote": "http://evil.example/live/1",
  relative: "//evil.example/live/1",
  backslash: "https:\\\\evil.example\\live",
  markup: MARKUP,
  control: "https://evil.example/\u0000\n\r",
  long: `https://evil.example/${"a".repeat(10_000)}`,
  blank: "   ",
  number: 7,
  list: ["https://evil.example"],
  object: { url: "javascript:window.__hit=1" },
};

export const hostileScripts: Script[] = [
  script(
    "hostile",
    [
      step(0, ALL),
      step(1_000, MARKUP, "javascript:window.__hit=1"),
      step(2_000, "x".repeat(50_000)),
      asks(3_000, ALL, { name: ALL, parameters: form }),
      end(8_000, "error"),
    ],
    {
      result: {
        error: ALL,
        output: `# ${MARKUP}\n\n${LINK}\n\n<iframe src="javascript:window.__hit=1"></iframe>\n\n![x](javascript:window.__hit=1)`,
        dataTable: [{ [MARKUP]: ALL, link: "javascript:window.__hit=1", rowId: 1 }],
      },
      gif: { status: "completed", url: "javascript:window.__hit=1" },
    },
  ),
  script("hostile-step", [step(0, ALL)]),
  script("hostile-form", [asks(0, "b1", { name: "form_input", parameters: form })]),
  script("hostile-tool", [asks(0, ALL, { name: ALL, parameters: form })]),
  ...Object.entries(HOSTILE_LIVE).map(([name, liveStatus]) =>
    script(
      `hostile-live-${name}`,
      standing({
        status: "running",
        detailedStatus: "Processing browser agent",
        toolCall: null,
        liveStatus,
      }),
    ),
  ),
];
