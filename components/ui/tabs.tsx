"use client";

import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  use,
  useId,
  useMemo,
} from "react";

type Chosen = { id: string; value: string; onValueChange: (value: string) => void };

const Context = createContext<Chosen>({ id: "", value: "", onValueChange: () => undefined });

const stateOf = (isActive: boolean) => (isActive ? "active" : "inactive");

/**
 * A few parts of a screen of which a row of tabs shows one. Each is drawn all the time.
 * @param value of the tab that is chosen
 * @param onValueChange takes that of the one to choose
 */
function Root({
  value,
  onValueChange,
  ...rest
}: { value: string; onValueChange: (value: string) => void } & ComponentProps<"div">) {
  const id = useId();
  const chosen = useMemo(() => ({ id, value, onValueChange }), [id, value, onValueChange]);
  return (
    <Context value={chosen}>
      <div {...rest} />
    </Context>
  );
}

/** Where the keys lead from the tab `from` of `count`; null for any other key. */
function target(key: string, from: number, count: number): number | null {
  if (key === "ArrowRight") return (from + 1) % count;
  if (key === "ArrowLeft") return (from - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
  const from = tabs.findIndex((tab) => tab === event.target);
  const to = from < 0 ? null : target(event.key, from, tabs.length);
  if (to === null) return;
  event.preventDefault();
  tabs[to]?.focus();
}

/** The row of tabs: one stop of the Tab key, within which the arrows move, and choose. */
const List = (props: ComponentProps<"div">) => (
  // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs in it take the focus
  <div role="tablist" aria-orientation="horizontal" onKeyDown={moveFocus} {...props} />
);

/** A tab, chosen as it is pressed or takes the focus. @param value names its `Content` */
function Trigger({ value, ...rest }: { value: string } & ComponentProps<"button">) {
  const { id, value: chosen, onValueChange } = use(Context);
  const isActive = value === chosen;
  const press = (event: MouseEvent) => {
    if (event.button === 0 && !event.ctrlKey) onValueChange(value);
    else event.preventDefault();
  };
  return (
    <button
      type="button"
      role="tab"
      id={`${id}-tab-${value}`}
      aria-selected={isActive}
      aria-controls={`${id}-part-${value}`}
      data-state={stateOf(isActive)}
      tabIndex={isActive ? 0 : -1}
      onMouseDown={press}
      onFocus={() => onValueChange(value)}
      onClick={() => onValueChange(value)}
      {...rest}
    />
  );
}

/** What a tab shows; `data-state` says whether it is chosen, and hiding it is the caller's. @param value of its tab */
function Content({ value, ...rest }: { value: string } & ComponentProps<"div">) {
  const { id, value: chosen } = use(Context);
  return (
    <div
      role="tabpanel"
      id={`${id}-part-${value}`}
      aria-labelledby={`${id}-tab-${value}`}
      data-state={stateOf(value === chosen)}
      tabIndex={0}
      {...rest}
    />
  );
}

/** Tabs, as ARIA has them: a `Root` around a `List` of `Trigger`s and a `Content` for each. */
export const Tabs = { Root, List, Trigger, Content };
