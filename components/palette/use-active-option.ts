import { type RefObject, useEffect } from "react";

const CHOSEN = "[aria-selected=true]";
const ATTRIBUTE = "aria-activedescendant";

/** Names the chosen option to whoever hears the field: cmdk does so one choice too late. */
export function useActiveOption(
  field: RefObject<HTMLInputElement | null>,
  list: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (!field.current || !list.current) return;
    const [input, options] = [field.current, list.current];
    const name = () => {
      const id = options.querySelector(CHOSEN)?.id ?? "";
      if (input.getAttribute(ATTRIBUTE) !== id) input.setAttribute(ATTRIBUTE, id);
    };
    name();
    const observer = new MutationObserver(name);
    const changes = { attributeFilter: ["aria-selected"], childList: true, subtree: true };
    observer.observe(options, changes);
    observer.observe(input, { attributeFilter: [ATTRIBUTE] });
    return () => observer.disconnect();
  }, [field, list]);
}
