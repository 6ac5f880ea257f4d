"use client";

import { ExternalLink } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { buttonClass } from "@/components/ui/button";
import { useDisplayed } from "@/lib/client/displayed";
import { useRecording } from "@/lib/client/use-recording";
import type { RecordingView } from "@/lib/contract/actions";
import { shortId } from "@/lib/run/words";
import { LookAgain } from "./recording-again";
import { RecordingPicture } from "./recording-picture";

/** What a server made of a run's pictures: in place where its host may be, else as a link. */
export function Recording({ taskId, runId }: { taskId: string; runId: string }) {
  const box = useRef<HTMLElement>(null);
  const isDisplayed = useDisplayed(box);
  const { view, problem, busy, lookAgain } = useRecording(taskId, runId, isDisplayed);
  const again = (
    <LookAgain
      fromMs={view?.nextAskAt ? Date.parse(view.nextAskAt) : null}
      busy={busy}
      onPress={() => void lookAgain()}
    />
  );
  return (
    <section ref={box} aria-label="Recording" className="flex min-w-0 flex-col items-start gap-2">
      <h3 className="font-medium">Recording</h3>
      {view?.state === "ready" && view.url ? (
        <Ready view={view} url={view.url} name={shortId(runId)} again={again} />
      ) : (
        <p className="text-pretty text-muted" role="status">
          {problem ? problem.message : standingWords(view)}
        </p>
      )}
      {/* After a failure nothing asks by itself, not even while it otherwise would. */}
      {(problem || (view?.state === "pending" && !view.asksAgain)) && again}
    </section>
  );
}

function standingWords(view: RecordingView | null): string {
  switch (view?.state) {
    case undefined:
      return "Asking for the recording…";
    case "none":
      return "Only completed runs have a recording.";
    case "failed":
      return "The server has no recording of this run.";
    case "ready":
      return "The server has a recording, but gave no address that is safe to open.";
    case "pending":
      return view.asksAgain
        ? "The recording is not ready. Runboard asks again every 10 s for a minute."
        : "The recording is not ready. The server does not say whether there will be one.";
  }
}

function Ready({
  view,
  url,
  name,
  again,
}: {
  view: RecordingView;
  url: string;
  name: string;
  again: ReactNode;
}) {
  const elsewhere = (
    <>
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        referrerPolicy="no-referrer"
        className={buttonClass()}
      >
        <ExternalLink aria-hidden />
        Open the recording in a tab
      </a>
      <span className="wrap-anywhere text-muted">at {view.host}</span>
    </>
  );
  return view.inPlace ? (
    <RecordingPicture key={url} url={url} name={name} again={again}>
      {elsewhere}
    </RecordingPicture>
  ) : (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">{elsewhere}</p>
  );
}
