import { type Ref, type RefObject, useImperativeHandle } from "react";

/**
 * Stands where Radix asks for its trigger, and gives it the one that was drawn before Radix was
 * there. Draws nothing.
 */
export function Anchor({ to, ref }: { to: RefObject<HTMLElement | null>; ref?: Ref<HTMLElement> }) {
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => to.current, [to]);
  return null;
}
