"use client";

import { clsx } from "clsx";
import { ArrowDown } from "lucide-react";
import {
  type FocusEvent,
  memo,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Button } from "@/components/ui/button";
import { usePrinting } from "@/lib/client/printing";
import type { Box, OpenAt, WindowOptions } from "@/lib/client/timeline-box";
import type { LoadEarlier } from "@/lib/client/run-reader";
import type { ViewTeller } from "@/lib/client/timeline-view";
import type { EarlierState } from "@/lib/client/use-earlier";
import { useFollow } from "@/lib/client/use-follow";
import { useEntryKeys } from "@/lib/client/use-entry-keys";
import { type Rows, rowId } from "@/lib/run/timeline-rows";
import { type OnToggle, TimelineRow } from "./timeline-row";
import { TimelineTop } from "./timeline-top";

/** What others may ask of the rows. */
export type RowsHandle = {
  show: (index: number) => void;
  toEnd: () => void;
  /** Gives the keyboard to the box they are in. */
  focus: () => void;
};

export type RowsProps = {
  ref: Ref<RowsHandle>;
  rows: Rows;
  /** Epoch ms; null when it is not known. */
  startMs: number | null;
  /** What is said of that moment. */
  begun: string;
  ended: boolean;
  hasEarlier: boolean;
  earlier: EarlierState;
  onEarlier: (...wanted: Parameters<LoadEarlier>) => void;
  openAt: OpenAt;
  isFollowing: boolean;
  onFollow: (isOn: boolean) => void;
  /** How many entries came since it was no longer followed. */
  newer: number;
  onEnd: () => void;
  /** Ids of rows. */
  open: ReadonlySet<number>;
  /** The id of the row that somebody went to. */
  here: number | null;
  onToggle: OnToggle;
  path: string | null;
  isPreview: boolean;
  inView: ViewTeller;
};

/** A long run scrolls in its box also where the page does: what is in view is all that is drawn. */
const BOX = "relative min-h-0 flex-1 overflow-y-auto px-2 pb-2 max-lg:max-h-[max(75dvh,16rem)]";

/** So few are drawn all, so that the browser's own search finds them. */
export const ALL_UP_TO = 120;
/** As many fill any screen before its size is known. */
const FIRST_ROWS = 40;
/** So near to the first one, earlier ones are read. */
const NEAR_START_ROWS = 12;

/** The rows in a box that scrolls: all, or of a long run those in view, as `useWindow` has it. */
export const timelineRowsIn = (useWindow: (options: WindowOptions) => Box) =>
  memo(function TimelineRowsIn({ ref, ...props }: RowsProps) {
    const { rows, openAt, isFollowing, onFollow, open, inView, isPreview } = props;
    const { hasEarlier, earlier, onEarlier } = props;
    const { items } = rows;
    const scroller = useRef<HTMLDivElement>(null);
    const head = useRef<HTMLDivElement>(null);
    const [headPx, setHeadPx] = useState(40);
    const [focused, setFocused] = useState<number | null>(null);
    const kept = focused === null ? -1 : items.findIndex((item) => rowId(rows, item) === focused);
    // Its place is the viewer's own once it is known how large the box is.
    const [isPlaced, setPlaced] = useState(false);
    const box = useWindow({
      rows,
      scroller,
      headPx,
      openAt,
      isFollowing,
      kept,
      onChange: ({ range }) => {
        if (range) inView.tell({ from: range.startIndex, to: range.endIndex });
      },
    });
    const isPrinting = usePrinting();
    const isAll = isPrinting || box.isWhole || items.length <= ALL_UP_TO;

    const scrolledUpPx = useRef(0);
    useLayoutEffect(() => {
      // Painted from its end, a box counts from there.
      scrolledUpPx.current = Math.max(0, -(scroller.current?.scrollTop ?? 0));
      // oxlint-disable-next-line react/set-state-in-effect -- before the first paint, from what was laid out
      setPlaced(true);
    }, [scroller]);
    useLayoutEffect(() => {
      if (!isPlaced || openAt === "start") return;
      if (openAt !== "end") box.scrollToIndex(openAt, { align: "start" });
      else if (scrolledUpPx.current === 0) box.scrollToEnd();
      else if (scroller.current) {
        const { scrollHeight, clientHeight } = scroller.current;
        scroller.current.scrollTop = scrollHeight - clientHeight - scrolledUpPx.current;
      }
    }, [isPlaced, openAt, box, scroller]);
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies -- it says that the head changed
    useLayoutEffect(() => {
      if (!head.current?.offsetHeight) return;
      setHeadPx(head.current.offsetHeight);
    }, [hasEarlier, head]);
    useFollow(scroller, isPlaced, isFollowing, onFollow);

    const { range } = box;
    const nearStart = isPlaced && !isPreview && (range?.startIndex ?? Infinity) < NEAR_START_ROWS;
    const firstKey = items[0]?.key ?? 0;
    const askedBefore = useRef(0);
    useEffect(() => {
      if (!nearStart || !hasEarlier || earlier !== "idle" || askedBefore.current === firstKey)
        return;
      if (!scroller.current?.clientHeight) return;
      askedBefore.current = firstKey;
      onEarlier();
    }, [nearStart, hasEarlier, earlier, firstKey, onEarlier, askedBefore, scroller]);

    const focusRow = useEntryKeys({
      box,
      rows,
      scroller,
      isOn: !isPreview,
      kept,
      open,
      setFocused,
    });
    useImperativeHandle(ref, () => ({
      show: (index) => {
        box.scrollToIndex(index, { align: "center" });
        // On a phone the box itself may be below what is seen.
        scroller.current
          ?.querySelector(`li[data-index="${index}"]`)
          ?.scrollIntoView({ block: "nearest" });
      },
      toEnd: () => box.scrollToEnd(),
      focus: () => scroller.current?.focus({ preventScroll: true }),
    }));
    // The last part of what was asked for goes with its button: the focus stays in the box.
    const topHadFocus = useRef(false);
    useLayoutEffect(() => {
      if (topHadFocus.current && document.activeElement === document.body)
        scroller.current?.focus({ preventScroll: true });
      topHadFocus.current = head.current?.contains(document.activeElement) ?? false;
    });

    const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
      const row = target.closest("li[data-row]");
      setFocused(row ? Number(row.getAttribute("data-row")) : null);
    };
    const [newestAtFirst] = useState(() => items.at(-1)?.key ?? 0);
    const [arrived] = useState(() => new Set<number>());
    useEffect(() => {
      const newest = items.at(-1)?.key ?? 0;
      if (newest > newestAtFirst) arrived.add(newest);
    }, [items, arrived, newestAtFirst]);

    const drawn = places();
    const sizes = box.measurementsCache;
    const isSpaced = isPlaced && !isAll;
    const endOf = (place: number | undefined) =>
      (place === undefined ? undefined : sizes[place]?.end) ?? headPx;
    const padding = isSpaced
      ? {
          paddingTop: (sizes[drawn[0] ?? 0]?.start ?? headPx) - headPx,
          paddingBottom: Math.max(0, box.getTotalSize() + headPx - endOf(drawn.at(-1))),
        }
      : undefined;

    function places(): number[] {
      if (isAll) return items.map((_, place) => place);
      if (isPlaced) return box.getVirtualItems().map(({ index }) => index);
      const from = openAt === "end" ? items.length - FIRST_ROWS : openAt === "start" ? 0 : openAt;
      const first = Math.max(0, Math.min(from, items.length - FIRST_ROWS));
      return items.slice(first, first + FIRST_ROWS).map((_, index) => first + index);
    }

    return (
      <div className="relative flex min-h-0 flex-1 flex-col print:block">
        <div
          ref={scroller}
          role="region"
          aria-label="Steps"
          tabIndex={-1}
          className={
            isPlaced || openAt !== "end"
              ? clsx(
                  BOX,
                  "outline-offset-[-2px] [overflow-anchor:none] print:max-h-none print:overflow-visible",
                )
              : clsx(BOX, "flex flex-col-reverse")
          }
        >
          {/* One child: in a box painted from its end, their order would be turned round. */}
          <div>
            <div ref={head} className="flex min-h-10 flex-col justify-end pt-2">
              <TimelineTop
                startMs={props.startMs}
                begun={props.begun}
                isAlone={items.length === 0}
                hasEarlier={hasEarlier}
                state={earlier}
                onEarlier={onEarlier}
              />
            </div>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only hears which of its rows has the focus */}
            <ol
              data-testid="timeline"
              onFocus={onFocus}
              onBlur={({ currentTarget, relatedTarget }) => {
                // A row that leaves the document takes its focus along without a word of where to.
                if (relatedTarget && !currentTarget.contains(relatedTarget)) setFocused(null);
              }}
              className="flow-root"
              style={padding}
            >
              {drawn.map((place, index) => {
                const item = items[place];
                if (!item) return null;
                const id = rowId(rows, item);
                const before = drawn[index - 1];
                const isApart = isSpaced && before !== undefined && before !== place - 1;
                return (
                  <li
                    key={id}
                    ref={box.measureElement}
                    data-index={place}
                    data-row={id}
                    data-testid="timeline-item"
                    data-kind={item.kind}
                    data-state={item.state}
                    data-seq={item.key}
                    aria-posinset={place + 1}
                    aria-setsize={hasEarlier ? -1 : items.length}
                    className="relative"
                    style={
                      isApart
                        ? { marginTop: (sizes[place]?.start ?? 0) - endOf(before) }
                        : undefined
                    }
                  >
                    <TimelineRow
                      id={id}
                      item={item}
                      isLast={place === items.length - 1}
                      isFresh={item.key > newestAtFirst && !arrived.has(item.key)}
                      isOpen={open.has(id)}
                      isHere={props.here === id}
                      onToggle={props.onToggle}
                      path={props.path}
                    />
                  </li>
                );
              })}
            </ol>
            {items.length === 0 && <Nothing ended={props.ended} />}
          </div>
        </div>
        {props.newer > 0 && (
          <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center print:hidden">
            <Button
              look="primary"
              size="small"
              className="pointer-events-auto animate-arrive !rounded-full !px-3 outline-offset-2"
              onClick={() => {
                props.onEnd();
                // The button goes, the focus does not.
                focusRow(items.length - 1);
              }}
            >
              {props.newer} new <ArrowDown aria-label="below" />
            </Button>
          </div>
        )}
      </div>
    );
  });

const Nothing = ({ ended }: { ended: boolean }) => (
  <p className="px-2 py-8 text-center text-pretty text-muted">
    {ended
      ? "Nobody watched this run, so its steps are not known."
      : "The first step appears here as soon as it is seen."}
  </p>
);
