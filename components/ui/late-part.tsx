"use client";

import {
  Component,
  type ComponentType,
  lazy,
  type LazyExoticComponent,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { KnownAt, useHydrated } from "@/lib/client/now";
import { Button } from "./button";

/** The code of a part did not come: the network is away, or a newer Runboard has other files. */
class PartUnavailable extends Error {}

/** What is wrong in a part itself is not for this boundary. */
class Unavailable extends Component<
  { instead: ReactNode; children: ReactNode },
  { thrown: unknown }
> {
  override state = { thrown: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown };
  }

  override render() {
    const { thrown } = this.state;
    if (thrown === null) return this.props.children;
    if ((thrown as unknown) instanceof PartUnavailable) return this.props.instead;
    throw thrown;
  }
}

/** Tells that what stands beside it is there: what suspends has no effects. */
function There({ onThere }: { onThere: (isThere: boolean) => void }) {
  useEffect(() => onThere(true), [onThere]);
  return null;
}

/** What was pressed is gone: the focus goes on to this, unless somebody has gone on elsewhere. */
function catchFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
}

/**
 * A part of a screen whose code is fetched when it is first drawn, and is in the page that the
 * server sends. Where the code does not come, the part says so and the rest of the screen stays,
 * which a dynamic component of Next's would take away for good.
 * @param name in a sentence: "the question"
 * @param fetch a dynamic import of the component
 * @param isOfBrowser whether the server leaves it out
 */
export function latePart<P extends object>(
  name: string,
  fetch: () => Promise<ComponentType<P>>,
  { isOfBrowser = false, loading }: { isOfBrowser?: boolean; loading?: ReactNode } = {},
) {
  const attempt = (): LazyExoticComponent<ComponentType<P>> =>
    lazy(async () => {
      try {
        return { default: await fetch() };
      } catch (cause) {
        throw new PartUnavailable(`${name} could not be fetched`, { cause });
      }
    });
  let latest = attempt();
  const meanwhile = loading ?? <p className="text-muted">Loading {name}…</p>;

  function LatePart(props: P) {
    const [{ Part, times }, setTried] = useState({ Part: latest, times: 0 });
    const isHidden = !useHydrated() && isOfBrowser;
    // Told anew before its code is there, what the server sent would make way for words of waiting.
    const [isThere, setThere] = useState(false);
    useEffect(() => {
      if (isThere && times > 0) catchFocus(document.getElementById("main"));
    }, [isThere, times]);
    const known = useContext(KnownAt);
    const [first] = useState({ props, known });
    const given = isThere ? props : first.props;
    const part = useMemo(
      () => (
        <Suspense fallback={meanwhile}>
          <Part {...given} />
          <There onThere={setThere} />
        </Suspense>
      ),
      [Part, given],
    );
    if (isHidden) return meanwhile;
    const again = () => {
      latest = attempt();
      setTried({ Part: latest, times: times + 1 });
    };
    const failure = (
      <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-2 p-2 text-failed">
        <p>
          {name[0]?.toUpperCase()}
          {name.slice(1)} could not be loaded. Check your connection; if it stays so, reload the
          page.
        </p>
        <Button ref={times > 0 ? catchFocus : null} size="small" onClick={again}>
          Try again
        </Button>
      </div>
    );
    return (
      <Unavailable key={times} instead={failure}>
        <KnownAt value={isThere ? known : first.known}>{part}</KnownAt>
      </Unavailable>
    );
  }
  /** Fetches the code, since it may be wanted soon. */
  const ahead = () => void fetch().catch(() => undefined);
  return Object.assign(LatePart, { ahead });
}
