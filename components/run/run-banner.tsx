"use client";

import { ArrowRight, CircleX, Hand, Hourglass, WifiOff } from "lucide-react";
import { useRef } from "react";
import { Link } from "@/components/ui/link";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ApiError } from "@/lib/client/api-error";
import { useNow } from "@/lib/client/now";
import { runBanner } from "@/lib/client/run-banner";
import { useShortcut } from "@/lib/client/shortcuts";
import type { RunView } from "@/lib/contract/api";
import { ageWords } from "@/lib/run/words";
import { QUESTION_ID } from "./question-id";
import { WaitingSince } from "./waiting-since";

/** The one most urgent thing to say about a run, if there is any. */
export function RunBanner({
  view,
  error,
  quietAfterMs,
}: {
  view: RunView;
  error: ApiError | null;
  quietAfterMs: number;
}) {
  const banner = runBanner(view, error, quietAfterMs, useNow());
  switch (banner?.kind) {
    case "waiting":
      return (
        <Notice
          tone="waiting"
          icon={<Hand aria-hidden />}
          title="Waiting for you"
          action={view.toolCall && <ToQuestion />}
        >
          {view.toolCall
            ? "The agent asked a question and goes on once it is answered"
            : "The server did not pass the question on. The program that created the task can answer it; or stop the run"}
          {banner.asked && !view.toolCall && (
            <>
              {" · "}
              <WaitingSince asked={banner.asked} />
            </>
          )}
        </Notice>
      );
    case "failed":
      return (
        <Notice tone="failed" icon={<CircleX aria-hidden />} title="The run failed">
          {banner.reason ??
            (banner.read ? "The server gave no reason" : "The reason has not been read yet")}
        </Notice>
      );
    case "quiet":
      return (
        <Notice icon={<Hourglass aria-hidden />} title={`Quiet for ${ageWords(banner.forMs)}`}>
          The current step has not changed. Look at the browser to see whether the agent is stuck,
          and stop the run if it is.
        </Notice>
      );
    case "lost":
      return (
        <Notice icon={<WifiOff aria-hidden />} title="Connection lost">
          {banner.why}
        </Notice>
      );
    case "newer":
      return (
        <Notice
          tone="accent"
          title="A newer run of this task started"
          action={
            <Link
              href={`/tasks/${encodeURIComponent(view.task.id)}/runs/${encodeURIComponent(banner.runId)}`}
              className={buttonClass("plain")}
            >
              Go to it
              <ArrowRight aria-hidden />
            </Link>
          }
        />
      );
    case undefined:
      return null;
  }
}

/** The question is just below: only the keyboard has a way to go. */
function ToQuestion() {
  const link = useRef<HTMLAnchorElement>(null);
  const shortcut = useShortcut("a", "Go to the question", () => link.current?.click());
  return (
    <a
      ref={link}
      href={`#${QUESTION_ID}`}
      className={buttonClass("plain", "normal", "not-focus:sr-only")}
      {...shortcut}
    >
      Go to the question
    </a>
  );
}
