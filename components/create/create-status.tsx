"use client";

import { CircleAlert, CircleHelp, LoaderCircle } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useEffect, useRef } from "react";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Flow } from "@/lib/client/create-flow";
import { createWords, type Situation } from "@/lib/client/create-words";
import { useNow } from "@/lib/client/now";
import { useOnline } from "@/lib/client/online";
import { durationWords } from "@/lib/run/words";

/**
 * How it goes with what was sent, or why it was not; read out as it changes.
 * @param here the page's own address, to come back to after signing in
 * @param onRefusal what to do when the server refuses it, where the form's advice does not fit
 */
export function CreateStatus({
  flow,
  here,
  onRefusal,
}: {
  flow: Flow;
  here: string;
  onRefusal?: string;
}) {
  const isUnderWay = flow.phase !== "writing" && flow.outcome !== "locked out";
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Below the buttons it moves nothing, and may be out of sight.
    if (flow.phase !== "writing" || flow.outcome !== null) {
      box.current?.scrollIntoView({ block: "nearest" });
    }
    // The button that had the keyboard is another one now.
    const isLeft = document.activeElement === document.body;
    if (flow.outcome === "lost" && isLeft) box.current?.focus({ preventScroll: true });
  }, [flow.phase, flow.outcome]);
  return (
    <div ref={box} tabIndex={-1} className="scroll-my-4 rounded-lg">
      <div role="status" className="empty:hidden">
        {isUnderWay && <UnderWay flow={flow} />}
      </div>
      <div role="alert" className="empty:hidden">
        {!isUnderWay && <Told flow={flow} here={here} onRefusal={onRefusal} />}
      </div>
    </div>
  );
}

function UnderWay({ flow }: { flow: Flow }) {
  const now = useNow();
  const online = useOnline();
  const elapsedMs = Math.max(0, now - (flow.sentAtMs ?? now));
  const situation: Situation =
    flow.phase === "created"
      ? { is: "created" }
      : flow.outcome === "unanswered"
        ? { is: "unanswered", online }
        : { is: flow.phase === "sending" ? "sending" : "asking", elapsedMs };
  const { title, text } = createWords(situation);
  return (
    <Notice
      tone="accent"
      icon={<LoaderCircle className="animate-spin motion-reduce:animate-none" aria-hidden />}
      title={
        <span className="flex justify-between gap-3">
          {title}
          {flow.sentAtMs !== null && (
            // Read out with each second, it would drown everything else.
            <span className="font-normal text-ink tabular-nums" aria-hidden>
              {durationWords(elapsedMs)}
            </span>
          )}
        </span>
      }
    >
      {text}
      {flow.phase !== "created" && " Leaving this page does not stop it."}
    </Notice>
  );
}

function Told({
  flow: { outcome, error },
  here,
  onRefusal,
}: {
  flow: Flow;
  here: string;
  onRefusal: string | undefined;
}) {
  if (outcome === null || outcome === "unanswered") return null;
  const { title, text, leadsTo } = createWords(
    outcome === "failed" ? { is: "failed", error, onRefusal } : { is: outcome },
  );
  const isOpen = outcome === "lost" || outcome === "locked out";
  return (
    <Notice
      tone={isOpen ? "plain" : "failed"}
      icon={isOpen ? <CircleHelp aria-hidden /> : <CircleAlert aria-hidden />}
      title={title}
      action={
        leadsTo === "tasks" && here !== "/tasks" ? (
          <Link href="/tasks" className={buttonClass("primary")}>
            Look in the task list
          </Link>
        ) : leadsTo === "sign-in" ? (
          // A whole new page: nothing of the old session stays in memory.
          // oxlint-disable-next-line nextjs/no-html-link-for-pages
          <a href={`/sign-in?next=${encodeURIComponent(here)}`} className={buttonClass("primary")}>
            Sign in again
          </a>
        ) : null
      }
    >
      {text}
    </Notice>
  );
}
