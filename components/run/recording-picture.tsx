"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { useReducedMotion } from "@/lib/client/reduced-motion";

/** The recording itself, which moves: it can be put away, and is, where motion is not wanted. */
export function RecordingPicture({
  url,
  name,
  again,
  children,
}: {
  url: string;
  /** Of the run. */
  name: string;
  /** What may help where it cannot be loaded. */
  again: ReactNode;
  /** What else can be done with it. */
  children: ReactNode;
}) {
  const isStill = useReducedMotion();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const isShown = wanted ?? !isStill;
  const toggle = () => {
    setIsBroken(false);
    setWanted(!isShown);
  };
  return (
    <>
      {isShown && !isBroken && (
        // Not one of ours: nothing may be made of it on the way.
        // oxlint-disable-next-line nextjs/no-img-element
        <img
          src={url}
          alt={`Recording of the agent's browser during run ${name}`}
          referrerPolicy="no-referrer"
          onError={() => setIsBroken(true)}
          className="aspect-video w-full max-w-3xl rounded-lg border border-line bg-raised object-contain"
        />
      )}
      {isShown && isBroken && (
        <p role="status" className="text-muted">
          The picture could not be loaded. It may have moved, or its host does not answer.
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={isBroken ? () => setIsBroken(false) : toggle}>
          {isBroken ? "Load it again" : isShown ? "Hide the recording" : "Show the recording"}
        </Button>
        {isBroken && again}
        {children}
      </div>
    </>
  );
}
