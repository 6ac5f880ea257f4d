/**
 * What is filled into a form of a question, kept in this tab until it is answered or gone: a reload
 * loses nothing but passwords, which are never written down.
 */
import { draftsOf } from "./tab-drafts.ts";

/** Where the form keeps what is typed. */
export type AnswerDraft = {
  /** What was kept, or null. */
  read: () => unknown;
  keep: (typed: unknown) => void;
};

const nameOf = (runId: string, callId: string) => `answer.${JSON.stringify([runId, callId])}`;

/** Drafts of answers in this tab. @param owner whose they are */
export function answerDrafts(owner: string) {
  const drafts = draftsOf(owner);
  return {
    /** The draft of an answer to one question of one run. */
    of: (runId: string, callId: string): AnswerDraft => ({
      read: () => drafts.read(nameOf(runId, callId)),
      keep: (typed) => drafts.keep(nameOf(runId, callId), typed),
    }),
    /** Forgets what was typed into one question. */
    forget: (runId: string, callId: string): void => drafts.keep(nameOf(runId, callId), null),
    /** Forgets what was typed into questions of a run that are no longer open. */
    forgetClosed: (runId: string, openCallId: string | null): void =>
      drafts.forget((name) => {
        const isOfRun = name.startsWith(`answer.${JSON.stringify([runId]).slice(0, -1)},`);
        return isOfRun && (openCallId === null || name !== nameOf(runId, openCallId));
      }),
  };
}
