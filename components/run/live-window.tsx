"use client";

import { useState } from "react";
import { LiveBar } from "./live-bar";

/**
 * The live picture, drawn as a browser window.
 * The frame stays mounted across polls: only another `url`, by the key of this component, loads it
 * anew. Until the viewer takes control, which `readOnly` rules out, neither clicks nor keys get in.
 */
export function LiveWindow({ url, readOnly }: { url: string; readOnly: boolean }) {
  const [controlled, setControlled] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const [box, setBox] = useState<HTMLElement | null>(null);
  const take = () => {
    setConfirmed(true);
    setControlled(true);
  };
  return (
    <section
      ref={setBox}
      aria-label="Live view"
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-card"
    >
      <LiveBar
        url={url}
        readOnly={readOnly}
        controlled={controlled}
        confirmed={confirmed}
        onTake={take}
        onRelease={() => setControlled(false)}
        box={box}
      />
      <div className="relative aspect-[4/3] w-full bg-raised lg:aspect-auto lg:min-h-0 lg:flex-1">
        {/* Providers' pages need their own origin to run; the server never allows ours here. */}
        <iframe
          data-testid="live-frame"
          title="The agent's browser"
          src={url}
          // oxlint-disable-next-line react/iframe-missing-sandbox
          sandbox="allow-scripts allow-same-origin allow-forms"
          referrerPolicy="no-referrer"
          inert={!controlled}
          className="absolute inset-0 size-full"
        />
        {!controlled && <div className="absolute inset-0" data-layer />}
      </div>
    </section>
  );
}
