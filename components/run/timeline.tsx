"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useAddressedEvent, writeEvent } from "@/lib/client/event-address";
import type { LoadEarlier } from "@/lib/client/run-reader";
import { createViewTeller } from "@/lib/client/timeline-view";
import { useEarlier } from "@/lib/client/use-earlier";
import { useGoal } from "@/lib/client/use-goal";
import type { OpenAt } from "@/lib/client/timeline-box";
import { useRows } from "@/lib/client/use-rows";
import type { RunView } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { timelineItems } from "@/lib/run/timeline";
import { countAfter, itemIndexOf } from "@/lib/run/timeline-find";
import type { Goal } from "@/lib/run/timeline-goal";
import { rowId } from "@/lib/run/timeline-rows";
import { begunWords } from "@/lib/run/words";
import { TimelineHead } from "./timeline-head";
import { TimelineNotice } from "./timeline-notice";
import { TimelineRows } from "./timeline-rows";
import type { RowsHandle } from "./timeline-rows-in";
import type { OnToggle } from "./timeline-row";
import { TimelineStrip } from "./timeline-strip";

/** The part of a run that its timeline shows. */
type Told = Pick<RunView, "state" | "startedAt" | "endedAt" | "transitions" | "hasEarlier">;

const msOf = (iso: string | null) => (iso === null ? null : Date.parse(iso));

/**
 * What happened so far, oldest first, with what nobody watched left open. The row that was opened
 * last is named in the address.
 * @param path of the run's page, for links to its entries; null where none are to be copied
 * @param isPreview shows it and no more: neither keys nor the address are its own
 * @param isAddressed whether the entry that the address names at first is one of this run
 */
export function Timeline({
  view,
  onEarlier,
  path = null,
  isPreview = false,
  isAddressed = true,
}: {
  view: Told;
  onEarlier: LoadEarlier;
  path?: string | null;
  isPreview?: boolean;
  isAddressed?: boolean;
}) {
  const { transitions, hasEarlier } = view;
  const items = useMemo(() => timelineItems(transitions), [transitions]);
  const rows = useRows(items);
  const ended = isEnded(view.state);
  const lastKey = items.at(-1)?.key ?? 0;
  const given = useAddressedEvent();
  const [ofAnother] = useState(isAddressed ? null : given);
  useEffect(() => {
    if (ofAnother !== null) writeEvent(null);
  }, [ofAnother]);
  const addressed = isPreview || given === ofAnother ? null : given;

  const box = useRef<RowsHandle>(null);
  const [inView] = useState(createViewTeller);
  const [follow, setFollow] = useState({ isOn: !ended && addressed === null, seen: lastKey });
  const turn = useCallback(
    (isOn: boolean) => setFollow((was) => (was.isOn === isOn ? was : { isOn, seen: lastKey })),
    [lastKey],
  );
  const toEnd = useCallback(() => {
    turn(true);
    box.current?.toEnd();
  }, [turn]);

  const [open, setOpen] = useState<ReadonlySet<number>>(() => {
    const item = addressed === null ? undefined : items[itemIndexOf(items, addressed)];
    return new Set(item ? [item.key] : []);
  });
  const onToggle = useCallback<OnToggle>(
    (id, item, isOpen) => {
      setOpen((was) => new Set(isOpen ? [...was].filter((one) => one !== id) : [...was, id]));
      // What is read must not be scrolled away.
      if (!isOpen) turn(false);
      if (isPreview) return;
      const named = new URLSearchParams(window.location.search).get("event");
      if (!isOpen) writeEvent(item.key);
      else if (item.key <= Number(named) && Number(named) <= item.lastKey) writeEvent(null);
    },
    [isPreview, turn],
  );

  const earlier = useEarlier(onEarlier);
  const [here, setHere] = useState<number | null>(null);
  const arrive = useCallback(
    (index: number, goal: Goal) => {
      const item = items[index];
      if (!item) return;
      const id = rowId(rows, item);
      if ("seq" in goal) setOpen((was) => (was.has(id) ? was : new Set([...was, id])));
      setHere(id);
      box.current?.show(index);
    },
    [items, rows],
  );
  const { goal, setGoal, missing } = useGoal({ items, hasEarlier, earlier, arrive });
  const isShown = useCallback(
    (seq: number) => {
      const item = items[itemIndexOf(items, seq)];
      return item !== undefined && open.has(rowId(rows, item)) && box.current !== null;
    },
    [items, rows, open],
  );
  const shown = useRef(isShown);
  useEffect(() => {
    shown.current = isShown;
  });
  const isFirst = useRef(true);
  useEffect(() => {
    if (addressed !== null && (isFirst.current || !shown.current(addressed))) {
      setGoal({ seq: addressed });
    }
    isFirst.current = false;
  }, [addressed, setGoal]);
  const onJump = useCallback((ms: number) => setGoal({ ms }), [setGoal]);

  const startMs = msOf(view.startedAt);
  const endMs = msOf(view.endedAt);
  const fromMs = startMs ?? items[0]?.atMs ?? null;
  const steps = useMemo(
    () => transitions.filter(({ kind }) => kind === "step" || kind === "question").length,
    [transitions],
  );
  const [openAt] = useState<OpenAt>(() => {
    const index = addressed === null ? -1 : itemIndexOf(items, addressed);
    if (index >= 0) return index;
    return ended && !hasEarlier ? "start" : "end";
  });

  return (
    <section
      aria-label="Timeline"
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-card print:block print:overflow-visible"
    >
      <TimelineHead
        fromMs={ended && endMs === null ? null : startMs}
        toMs={ended ? endMs : null}
        steps={items.length === 0 ? null : `${steps}${hasEarlier ? "+" : ""}`}
        isFollowing={follow.isOn}
        onFollow={ended || items.length === 0 ? null : () => (follow.isOn ? turn(false) : toEnd())}
        hasKeys={!isPreview}
      />
      {fromMs !== null && items.length > 0 && (
        <TimelineStrip
          items={items}
          startMs={fromMs}
          endMs={ended ? (endMs ?? items.at(-1)?.untilMs ?? items.at(-1)?.atMs ?? fromMs) : null}
          end={ended ? view.state : null}
          hasEarlier={hasEarlier}
          inView={inView}
          isBusy={goal !== null}
          onJump={onJump}
        />
      )}
      <TimelineNotice
        is={goal ? earlier.state : missing !== null && missing === addressed ? "missing" : "idle"}
        onRetry={earlier.load}
        onClose={() => {
          writeEvent(null);
          // The button that was pressed goes.
          box.current?.focus();
        }}
      />
      <TimelineRows
        ref={box}
        rows={rows}
        startMs={startMs}
        begun={begunWords(view.state)}
        ended={ended || view.state === "unknown"}
        hasEarlier={hasEarlier}
        earlier={earlier.state}
        onEarlier={earlier.load}
        openAt={openAt}
        isFollowing={follow.isOn}
        onFollow={turn}
        newer={follow.isOn || ended ? 0 : countAfter(items, follow.seen)}
        onEnd={toEnd}
        open={open}
        here={here}
        onToggle={onToggle}
        path={path}
        isPreview={isPreview}
        inView={inView}
      />
    </section>
  );
}
