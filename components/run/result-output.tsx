"use client";

import dynamic from "next/dynamic";
import { JsonTree } from "@/components/ui/json-tree";
import { outputOf } from "@/lib/client/result-columns";
import type { Json } from "@/lib/contract/api";

/** Heavy, and needed by few: loaded when there is Markdown to show. */
const Markdown = dynamic(() => import("./markdown").then((module) => module.Markdown));

/** What the run gave out: text as Markdown, anything else as a tree. */
export function ResultOutput({ output }: { output: Json }) {
  const read = outputOf(output);
  return "markdown" in read ? (
    <Markdown text={read.markdown} />
  ) : (
    <JsonTree value={read.json} open />
  );
}
