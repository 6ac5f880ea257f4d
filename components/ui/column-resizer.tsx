"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";

const STEP_PX = 16;
const MIN_PX = 64;
const MAX_PX = 1_200;

/**
 * The edge of a column's head: drag it, or use the arrow keys; a double click or Escape gives the
 * width up again.
 */
export function ColumnResizer({
  column,
  width,
  onResize,
}: {
  column: string;
  /** In px; null while the column is as wide as its content. */
  width: number | null;
  onResize: (width: number | null) => void;
}) {
  const drag = useRef({ fromX: 0, fromWidth: 0 });
  const resize = (to: number) => onResize(Math.round(Math.min(MAX_PX, Math.max(MIN_PX, to))));
  const widthNow = (edge: HTMLElement) => edge.parentElement?.offsetWidth ?? MIN_PX;

  const begin = (event: PointerEvent<HTMLElement>) => {
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    drag.current = { fromX: event.clientX, fromWidth: widthNow(edge) };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    resize(drag.current.fromWidth + event.clientX - drag.current.fromX);
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape") onResize(null);
    const step = { ArrowLeft: -STEP_PX, ArrowRight: STEP_PX }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    resize((width ?? widthNow(event.currentTarget)) + step);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${column}`}
      aria-valuenow={width ?? MIN_PX}
      aria-valuetext={width === null ? "as wide as its content" : `${width} pixels`}
      aria-valuemin={MIN_PX}
      aria-valuemax={MAX_PX}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a separator with a value is a control
      tabIndex={0}
      onPointerDown={begin}
      onPointerMove={move}
      onKeyDown={key}
      onDoubleClick={() => onResize(null)}
      className="absolute inset-y-1 right-0 w-2 cursor-col-resize touch-none border-r border-line hover:border-accent focus-visible:border-accent"
    />
  );
}
