"use client";

import { clsx } from "clsx";
import { ExternalLink, Eye, Maximize, Minimize, MousePointerClick } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";

/** The bar of the drawn browser window: where the picture comes from, and who is in control. */
export function LiveBar({
  url,
  readOnly,
  controlled,
  confirmed,
  onTake,
  onRelease,
  box,
}: {
  url: string;
  /** Whether neither control nor the page itself is offered: for those who may only watch. */
  readOnly: boolean;
  controlled: boolean;
  /** Whether taking control was confirmed before: it is asked once. */
  confirmed: boolean;
  onTake: () => void;
  onRelease: () => void;
  /** What goes to full screen. */
  box: HTMLElement | null;
}) {
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line py-1 pr-1.5 pl-3">
      <span className="hidden gap-1.5 sm:flex" aria-hidden>
        <i className="size-2.5 rounded-full bg-line" />
        <i className="size-2.5 rounded-full bg-line" />
        <i className="size-2.5 rounded-full bg-line" />
      </span>
      <span className="min-w-0 flex-1 basis-32 truncate font-mono text-xs text-muted">
        {new URL(url).host}
      </span>
      <span
        className={clsx(
          "ml-auto inline-flex h-6 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5",
          controlled ? "bg-running-tint text-running" : "bg-raised text-muted",
        )}
      >
        {controlled ? <MousePointerClick aria-hidden /> : <Eye aria-hidden />}
        {controlled ? "You are in control" : "View only"}
      </span>
      {readOnly ? null : controlled ? (
        // The button that was pressed is gone: the keyboard goes on at the one in its place.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        <Button size="small" autoFocus onClick={onRelease}>
          Release
        </Button>
      ) : confirmed ? (
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        <Button size="small" autoFocus onClick={onTake}>
          Take control
        </Button>
      ) : (
        <Confirm
          container={box}
          trigger={<Button size="small">Take control</Button>}
          title="Take control?"
          confirm="Take control"
          onConfirm={onTake}
        >
          Your clicks and keys go to the agent's browser
        </Confirm>
      )}
      <FullScreen box={box} />
      {!readOnly && (
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          aria-label="Open the live view in a new tab"
          title="Open in a new tab"
          className={buttonClass("quiet", "small-icon")}
        >
          <ExternalLink aria-hidden />
        </a>
      )}
    </div>
  );
}

function FullScreen({ box }: { box: HTMLElement | null }) {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const update = () => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", update);
    return () => document.removeEventListener("fullscreenchange", update);
  }, []);
  const toggle = () => {
    // Refused, as on some phones, it stays as it is.
    (full ? document.exitFullscreen() : box?.requestFullscreen())?.catch(() => undefined);
  };
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label={full ? "Leave full screen" : "Full screen"}
      title={full ? "Leave full screen" : "Full screen"}
      className={buttonClass("quiet", "small-icon")}
    >
      {full ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
    </button>
  );
}
