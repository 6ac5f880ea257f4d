"use client";

/** Answering the open question of a run, as far as this tab knows. */
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Answered } from "../contract/actions.ts";
import type { RunView } from "../contract/api.ts";
import { answerToolCall } from "./answer-actions.ts";
import { answerDrafts } from "./answer-draft.ts";
import { type AnswerProblem, answerProblem } from "./answer-words.ts";
import { serverNowMs } from "./server-clock.ts";
import { useGate } from "./use-gate.ts";

/** How the last answer from this tab went; `callId` tells which question it was to. */
export type OwnAnswer = { runId: string; callId: string } & (
  | { kind: "sending" }
  | { kind: "answered"; outcome: Answered["outcome"] }
  | { kind: "failed"; problem: AnswerProblem; atMs: number }
);

/**
 * @param owner whose drafts are kept in this tab
 * @returns the last answer from this tab, how to send one, and where what is typed is kept
 */
export function useAnswer({ task, runId, toolCall, freshness }: RunView, owner: string) {
  const [own, setOwn] = useState<OwnAnswer | null>(null);
  const gate = useGate();
  const callId = toolCall?.id ?? null;
  const drafts = useMemo(() => answerDrafts(owner), [owner]);
  const draft = useMemo(
    () => (runId === null || callId === null ? undefined : drafts.of(runId, callId)),
    [drafts, runId, callId],
  );

  const isStale = freshness.stale;
  useEffect(() => {
    // What could not be read says nothing of the question.
    if (runId !== null && !isStale) drafts.forgetClosed(runId, callId);
  }, [drafts, runId, callId, isStale]);

  const send = useCallback(
    async (input: string) => {
      if (runId === null || callId === null || !gate.enter()) return;
      const asked = { runId, callId };
      setOwn({ ...asked, kind: "sending" });
      try {
        const { outcome } = await answerToolCall(task.id, runId, callId, input);
        drafts.forget(runId, callId);
        setOwn({ ...asked, kind: "answered", outcome });
      } catch (error) {
        setOwn({ ...asked, kind: "failed", problem: answerProblem(error), atMs: serverNowMs() });
      } finally {
        gate.leave();
      }
    },
    [task.id, runId, callId, drafts, gate],
  );
  const dismiss = useCallback(() => setOwn(null), []);

  // Another run, or the next question, is not what it was about.
  const isAbout = own?.runId === runId && (callId === null || own?.callId === callId);
  return { own: isAbout ? own : null, send, draft, dismiss };
}
