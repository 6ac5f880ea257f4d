"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { keepLeftPane, setLeftPane, useLeftPane } from "@/lib/client/left-pane";
import { LEFT_PANE } from "@/lib/client/left-pane-bounds";

const STEP = 2;

/** From 1024 px: the left pane, the splitter, the right pane. Neither pane can be dragged away. */
export const SPLIT_PANES = "split-panes";

/**
 * What stands between two panes: drag it, or use the arrow keys, Home and End; a double click or
 * Escape gives the usual width again.
 */
export function PaneSplitter() {
  const width = useLeftPane();
  const move = (event: PointerEvent<HTMLElement>) => {
    const { currentTarget: edge, pointerId, clientX } = event;
    if (!edge.hasPointerCapture(pointerId)) return;
    const both = edge.parentElement?.getBoundingClientRect();
    if (both) setLeftPane(((clientX - both.left) / both.width) * 100);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    // The browser's own: back and forward.
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next: Record<string, number | null> = {
      ArrowLeft: width - STEP,
      ArrowRight: width + STEP,
      Home: LEFT_PANE.least,
      End: LEFT_PANE.most,
      Escape: null,
    };
    const to = next[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setLeftPane(to);
    keepLeftPane();
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the left pane"
      aria-valuenow={width}
      aria-valuetext={`${width} percent`}
      aria-valuemin={LEFT_PANE.least}
      aria-valuemax={LEFT_PANE.most}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a separator with a value is a control
      tabIndex={0}
      title="Drag to resize, double-click to reset"
      onPointerDown={(event) => {
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={move}
      onLostPointerCapture={keepLeftPane}
      onKeyDown={press}
      onDoubleClick={() => {
        setLeftPane(null);
        keepLeftPane();
      }}
      className="splitter"
    >
      <span aria-hidden />
    </div>
  );
}
