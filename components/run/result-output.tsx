"use client";

import { latePart } from "@/components/ui/late-part";
import { Fallback } from "@/components/ui/fallback";
import { JsonTree } from "@/components/ui/json-tree";
import { isModestMarkdown } from "@/lib/client/markdown-limits";
import { outputOf } from "@/lib/client/result-columns";
import type { Json } from "@/lib/contract/api";

/** Heavy, and needed by few. Never parsed on the server, which one text must not hold up. */
const Markdown = latePart(
  "the output",
  () => import("./markdown").then((module) => module.Markdown),
  {
    isOfBrowser: true,
  },
);

const AsItStands = ({ text }: { text: string }) => (
  <pre className="max-h-[70dvh] overflow-auto font-sans wrap-anywhere whitespace-pre-wrap">
    {text}
  </pre>
);

/** What the run gave out: text as Markdown where it is modest, anything else as a tree. */
export function ResultOutput({ output }: { output: Json }) {
  const read = outputOf(output);
  if ("json" in read) {
    return (
      <div className="overflow-x-auto">
        <JsonTree value={read.json} open />
      </div>
    );
  }
  const plain = <AsItStands text={read.markdown} />;
  if (isModestMarkdown(read.markdown)) {
    return (
      <Fallback instead={plain}>
        <Markdown text={read.markdown} />
      </Fallback>
    );
  }
  return (
    <>
      <p className="text-xs text-muted">Shown as plain text: it is too long or too deeply nested</p>
      {plain}
    </>
  );
}
