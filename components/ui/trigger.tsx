"use client";

import {
  cloneElement,
  type ComponentProps,
  type ReactElement,
  type Ref,
  type RefObject,
  useImperativeHandle,
} from "react";

type Own = Record<string, unknown> & { ref?: Ref<HTMLElement> };
type Handler = (event: { defaultPrevented: boolean }) => void;

/** The one element that a part which opens is given to be opened with. */
export type TriggerElement = ReactElement<ComponentProps<"button">>;

function withHandlers(own: Own, more: Own): Own {
  const all: Own = { ...more, ...own };
  for (const [name, then] of Object.entries(more)) {
    const first = own[name];
    if (typeof first !== "function" || typeof then !== "function") continue;
    all[name] = ((event) => {
      (first as Handler)(event);
      if (!event.defaultPrevented) (then as Handler)(event);
    }) satisfies Handler;
  }
  return all;
}

/**
 * The element `of` with more props. Its own come first: a handler of its own that prevents what is
 * usual prevents the one added, too.
 * @param at is given the element; so is its own ref
 */
export function Trigger({
  of,
  at,
  ...more
}: { of: ReactElement; at: RefObject<HTMLElement | null> } & Omit<
  ComponentProps<"button">,
  "ref"
>) {
  const own = of.props as Own;
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(own.ref, () => at.current);
  return cloneElement(of, { ...withHandlers(own, more), ref: at } as Own);
}
