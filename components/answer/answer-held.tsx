"use client";

import { CircleSlash, LoaderCircle } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Duration, LocalTime } from "@/components/ui/time";
import { type AnswerProblem, SENT_WORDS, stillWaitingWords } from "@/lib/client/answer-words";
import { useNow } from "@/lib/client/now";
import type { RunView } from "@/lib/contract/api";
import { AnswerFailure } from "./answer-failure";

/** So long an answer may take before another one is offered (ui.md, Tool call). */
const SLOW_MS = 20_000;

/** In place of a form that is not offered at once: why, and the way to it. */
export function AnswerHeld({
  why,
  view: { requests, freshness },
  problem,
  onReveal,
}: {
  why: "sent" | "unsupported" | "again";
  view: Pick<RunView, "requests" | "freshness">;
  problem: AnswerProblem | null;
  onReveal: () => void;
}) {
  if (why === "sent") {
    return <Sent requests={requests} isStale={freshness.stale} onReveal={onReveal} />;
  }
  const reveal = (
    <Button onClick={onReveal}>{why === "again" ? "Answer again" : "Try anyway"}</Button>
  );
  if (problem) {
    return (
      <div role="alert">
        <AnswerFailure problem={problem} action={reveal} />
      </div>
    );
  }
  return (
    <Notice
      icon={<CircleSlash aria-hidden />}
      title="This server cannot take answers"
      action={reveal}
    >
      It refused an answer to a question it was asking. Stop the run, or answer through the program
      that created the task.
    </Notice>
  );
}

type SentProps = { requests: RunView["requests"]; isStale: boolean; onReveal: () => void };

function Sent({ requests: { answerAt, answerAccepted, answerBy }, isStale, onReveal }: SentProps) {
  const atMs = Date.parse(answerAt ?? "");
  const isSlow = useNow() - atMs >= SLOW_MS;
  return (
    <Notice
      icon={<LoaderCircle className={isSlow ? undefined : "animate-spin"} aria-hidden />}
      title={isSlow ? stillWaitingWords(answerAccepted, isStale) : SENT_WORDS}
      action={isSlow && <Button onClick={onReveal}>Answer again</Button>}
    >
      {answerBy === "link" ? "Sent through your link at" : "Sent at"} <LocalTime atMs={atMs} />,{" "}
      <Duration fromMs={atMs} toMs={null} /> ago
    </Notice>
  );
}
