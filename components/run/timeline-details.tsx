"use client";

import { exactTime } from "@/components/ui/time";
import { readFormInput } from "@/lib/client/form-input";
import type { TimelineItem } from "@/lib/run/timeline";
import { durationWords } from "@/lib/run/words";
import { ToolCallBody } from "./tool-call-body";

const spanWords = (spanMs: number) =>
  spanMs < 60_000 ? `${(spanMs / 1_000).toFixed(1)} s` : durationWords(spanMs);

/** All that is known of one entry. Drawn only once opened, so the viewer's zone is known. */
export function TimelineDetails({ item }: { item: TimelineItem }) {
  const facts: [string, string][] = [["Seen", exactTime(item.atMs)]];
  if (item.precisionMs > 0 && item.kind !== "gap") {
    facts.push(["Precision", `within the ${spanWords(item.precisionMs)} before`]);
  }
  if (item.sinceMs !== null) facts.push(["Since the entry before", durationWords(item.sinceMs)]);
  if (item.untilMs !== null && item.kind !== "end") {
    facts.push([item.kind === "question" ? "Waited until" : "Until", exactTime(item.untilMs)]);
  }
  if (item.toolCall) facts.push(["Tool", item.toolCall.name]);
  return (
    <div className="mr-2 mb-2 ml-8 flex flex-col gap-3 border-t border-line pt-2 pb-1">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
        {facts.map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {item.toolCall && <Question call={item.toolCall} />}
    </div>
  );
}

function Question({ call }: { call: NonNullable<TimelineItem["toolCall"]> }) {
  const form = readFormInput(call.parameters);
  return (
    <div className="flex flex-col gap-2">
      {form?.heading && <p className="font-medium wrap-anywhere">{form.heading}</p>}
      <ToolCallBody call={call} form={form} />
    </div>
  );
}
