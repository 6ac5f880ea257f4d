import * as fc from "fast-check";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, test } from "vitest";
import type { Transition } from "../contract/api.ts";
import type { RunFacts } from "../contract/exports.ts";
import { timelineExport } from "./timeline-export.ts";
import { timelineMarkdown } from "./timeline-markdown.ts";

const RUN: RunFacts = {
  task: { id: "task-1", name: "Prices" },
  runId: "8f374523-0000-4000-8000-000000000000",
  server: "local",
  state: "running",
  startedAt: "2026-03-02T12:00:00.000Z",
  endedAt: null,
  durationMs: null,
  exportedAt: "2026-03-02T12:10:00.000Z",
};

const step = (words: string): Transition => ({
  seq: 1,
  kind: "step",
  at: "2026-03-02T12:00:10.000Z",
  until: "2026-03-02T12:00:20.000Z",
  precisionMs: 1_000,
  state: "running",
  step: words,
  live: false,
});

const asked = (heading: string): Transition => ({
  ...step("tool_call"),
  seq: 2,
  kind: "question",
  state: "waiting",
  until: null,
  toolCall: { id: "c1", name: "form_input", parameters: { heading } },
});

type Read = { kinds: Set<string>; cells: string[]; rows: number; text: string };
type Node = { type: string; value?: string; children?: Node[] };

const reader = unified().use(remarkParse).use(remarkGfm);

/** What a reader of Markdown makes of a text, which knows tables and bare links. */
function read(markdown: string): Read {
  const found: Read = { kinds: new Set(), cells: [], rows: 0, text: "" };
  const visit = ({ type, value, children }: Node): string => {
    found.kinds.add(type);
    const text = value ?? (children ?? []).map(visit).join("");
    if (type === "tableCell") found.cells.push(text);
    if (type === "tableRow") found.rows += 1;
    return text;
  };
  found.text = visit(reader.runSync(reader.parse(markdown)) as Node);
  return found;
}

const OURS = "root heading list listItem paragraph text inlineCode table tableRow tableCell".split(
  " ",
);

const HOSTILE = [
  "a | b \\| c \\\\| d",
  "`code` ``x``` | `",
  "<img src=x onerror=alert(1)> <b>bold</b> &lt; &amp;",
  "[link](https://evil.example) ![image](https://evil.example/i.png)",
  "https://evil.example www.evil.example me@evil.example <https://evil.example>",
  "# heading **bold** _em_ ~~gone~~ [^1] - [ ] task",
  "line\nbreak | x\r\n| --- |\n\n# h",
  "$x$ :smile: @user #1",
  "\\",
  "|",
  "`",
];

test.each(HOSTILE)("words stay text: %j", (words) => {
  const markdown = timelineMarkdown(
    timelineExport({ ...RUN, task: { id: "t", name: words } }, [step(words), asked(words)], 0),
  );
  const { kinds, cells, rows, text } = read(markdown);
  const shown = words.trim().replace(/\s+/g, " ");
  expect([...kinds].filter((kind) => !OURS.includes(kind))).toEqual([]);
  expect(rows).toBe(3);
  expect(cells[11]).toBe(shown);
  expect(cells[17]).toContain(shown);
  expect(text).toContain(`Task: ${shown} (t)`);
});

test("whatever the words are, they are one cell of text", () => {
  const unit = fc.oneof(
    fc.constantFrom(..."|`\\<>&[]()*_~#!:/@.-\"' \n"),
    fc.constantFrom("www.", "https://a.b", "&#124;", "a"),
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), (words) => {
      const shown = words.trim().replace(/\s+/g, " ");
      fc.pre(shown !== "");
      const { kinds, cells } = read(timelineMarkdown(timelineExport(RUN, [step(words)], 0)));
      expect(cells[11]).toBe(shown);
      expect([...kinds].filter((kind) => !OURS.includes(kind))).toEqual([]);
    }),
  );
});

test("the facts of the run and of its recording stand above the table", () => {
  const gap: Transition = { ...step(""), kind: "gap", state: "unknown", step: null };
  const { text } = read(timelineMarkdown(timelineExport(RUN, [gap, asked("Log in")], 3)));
  for (const words of [
    "State: Running",
    "Started: 2026-03-02 12:00:00.000 UTC",
    "Ended: not yet",
    "Lasted: not recorded",
    "not watched once, 10s in all",
    "the oldest 3 entries are not in here",
    "Asked a question · Log in · form_input · still waiting",
  ]) {
    expect(text).toContain(words);
  }
});

test("a run that nobody watched says so instead of an empty table", () => {
  const markdown = timelineMarkdown(timelineExport({ ...RUN, state: "completed" }, [], 0));
  expect(markdown).toContain("Recorded: nothing");
  expect(markdown).toContain("Ended: not recorded");
  expect(markdown).not.toContain("|");
});
