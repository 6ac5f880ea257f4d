/**
 * What is typed into a question, kept in this tab until it is answered or gone: a reload loses
 * nothing but passwords, which are never written down.
 */

const PREFIX = "answer:";

/** Where the form keeps what is typed. */
export type AnswerDraft = {
  /** What was kept, or null. */
  read: () => unknown;
  keep: (typed: unknown) => void;
};

const nameOf = (runId: string, callId: string) => `${PREFIX}${JSON.stringify([runId, callId])}`;

function tryStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage);
  } catch {
    // A browser may refuse to keep anything; then a reload loses it.
    return null;
  }
}

/** The draft of an answer to one question of one run. */
export function answerDraft(runId: string, callId: string): AnswerDraft {
  const name = nameOf(runId, callId);
  return {
    read: () => tryStorage((storage) => JSON.parse(storage.getItem(name) ?? "null") as unknown),
    keep: (typed) => void tryStorage((storage) => storage.setItem(name, JSON.stringify(typed))),
  };
}

function forget(isOver: (name: string) => boolean): void {
  tryStorage((storage) => {
    for (const name of Object.keys(storage)) {
      if (name.startsWith(PREFIX) && isOver(name)) storage.removeItem(name);
    }
  });
}

/** Forgets what was typed into one question. */
export const forgetAnswer = (runId: string, callId: string): void =>
  forget((name) => name === nameOf(runId, callId));

/** Forgets what was typed into questions of a run that are no longer open. */
export const forgetClosed = (runId: string, openCallId: string | null): void =>
  forget((name) => {
    const isOfRun = name.startsWith(`${PREFIX}${JSON.stringify([runId]).slice(0, -1)},`);
    return isOfRun && (openCallId === null || name !== nameOf(runId, openCallId));
  });

/** Forgets all that was typed in this tab: whoever comes next is somebody else. */
export const forgetAnswers = (): void => forget(() => true);
