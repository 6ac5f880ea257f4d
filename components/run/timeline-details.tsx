"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { exactTime, LocalTime } from "@/components/ui/time";
import { eventAddress } from "@/lib/client/event-address";
import { readFormInput } from "@/lib/client/form-input";
import type { TimelineItem } from "@/lib/run/timeline";
import { durationWords } from "@/lib/run/words";
import { ToolCallBody } from "./tool-call-body";

const spanWords = (spanMs: number) =>
  spanMs < 60_000 ? `${(spanMs / 1_000).toFixed(1)} s` : durationWords(spanMs);

/** All that is known of one entry. Drawn only once opened, so the viewer's zone is known. */
export function TimelineDetails({ item, path }: { item: TimelineItem; path: string | null }) {
  const facts: [string, string][] = [
    [item.count > 1 ? "First seen" : "Seen", exactTime(item.atMs)],
  ];
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
      <div className="@container">
        <dl className="flex flex-col gap-x-3 gap-y-0.5 text-xs @min-[15rem]:grid @min-[15rem]:grid-cols-[auto_minmax(0,1fr)]">
          {facts.map(([name, value]) => (
            <div
              key={name}
              className="@min-[15rem]:col-span-2 @min-[15rem]:grid @min-[15rem]:grid-cols-subgrid"
            >
              <dt className="text-muted">{name}</dt>
              <dd className="wrap-anywhere tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {item.count > 1 && <Times item={item} />}
      {item.toolCall && <Question call={item.toolCall} />}
      {path !== null && (
        <p className="print:hidden">
          <CopyButton
            value={eventAddress(path, item.key)}
            text="Copy link to this entry"
            what="link to this entry"
          />
        </p>
      )}
    </div>
  );
}

/** So many are listed at once: the same words may come thousands of times. */
const TIMES_AT_ONCE = 60;

function Times({ item: { timesMs } }: { item: TimelineItem }) {
  const [shown, setShown] = useState(TIMES_AT_ONCE);
  return (
    <div className="flex flex-col gap-1 text-xs">
      <p className="text-muted">Seen {timesMs.length} times in a row</p>
      <ol
        aria-label="Each time"
        className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-x-3 gap-y-0.5"
      >
        {timesMs.slice(0, shown).map((atMs, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- several may be of one moment, and none ever moves
          <li key={index}>
            <LocalTime atMs={atMs} />
          </li>
        ))}
      </ol>
      {shown < timesMs.length && (
        <Button
          size="small"
          className="self-start text-xs"
          onClick={() => setShown(shown + TIMES_AT_ONCE)}
        >
          Show {Math.min(TIMES_AT_ONCE, timesMs.length - shown)} more
        </Button>
      )}
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
