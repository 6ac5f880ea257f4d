/** What is said of an answer on its way, and how to go on. Pure: success is claimed for a 200 only. */
import type { Answered } from "../contract/actions.ts";
import { type ApiErrorCode, ApiError } from "./api-error.ts";

export const SENT_WORDS = "Sent, waiting for the agent…";

const ACCEPTED = "The API accepted it but the run is still waiting";

/** What is said once an answer is not new. @param isAccepted whether the server was seen to */
export function stillWaitingWords(isAccepted: boolean, isStale: boolean): string {
  const sent = isAccepted ? "The API accepted it" : "An answer was sent";
  if (isStale) return `${sent}, and the run cannot be read at the moment`;
  return isAccepted ? ACCEPTED : "An answer was sent, and the run is still waiting";
}

/** What the status has shown since. */
export const ANSWERED_WORDS: Record<Answered["outcome"], string> = {
  continued: "The agent continued",
  ended: "The run has ended",
};

export type AnswerProblem = {
  title: string;
  text: string;
  /** What the form is held back for: what was sent may have arrived, or nothing will; null: for nothing. */
  next: "again" | "unsupported" | null;
  leadsTo: "sign-in" | null;
};

const edit = (title: string, text: string): AnswerProblem => ({
  title,
  text,
  next: null,
  leadsTo: null,
});

const KEPT = "What you filled in is still here.";

const LOST: AnswerProblem = {
  title: "It may or may not have arrived",
  text: `No answer came that says whether it was taken. Watch the run: if it goes on, your answer arrived. If it still waits in a minute, answer again. ${KEPT}`,
  next: "again",
  leadsTo: null,
};

const SIGN_IN: AnswerProblem = {
  title: "You are signed out",
  text: "Your answer was not sent. Sign in again, then send it. Fields stay filled in in this tab, but passwords and answers without a form do not: copy those first.",
  next: null,
  leadsTo: "sign-in",
};

const notSent = (why: string) => edit("Your answer was not sent", `${why} ${KEPT}`);

/** For the codes that say something of an answer; every other failure leaves open what happened. */
const PROBLEMS: Partial<Record<ApiErrorCode, AnswerProblem>> = {
  answer_unconfirmed: {
    title: ACCEPTED,
    text: `It may go on in a moment. If it does not, look at the browser or stop the run; you can answer again. ${KEPT}`,
    next: "again",
    leadsTo: null,
  },
  answer_stale: edit(
    "The agent no longer asks this",
    "Your answer was not taken. Look at the run: somebody else may have answered, or it has gone on.",
  ),
  answers_unsupported: {
    title: "This server cannot take answers",
    text: `It refused an answer to the very question it asks. The run still waits: stop it, or answer through the program that created the task. What you filled in is kept: “Try anyway” shows it.`,
    next: "unsupported",
    leadsTo: null,
  },
  already_sent: {
    title: "An answer is on its way already",
    text: "It was sent from another tab or through a link. Yours was not sent. Wait until the agent goes on.",
    next: "again",
    leadsTo: null,
  },
  upstream_refused: edit(
    "The server refused this answer",
    `It gave no reason that can be shown, and the run still waits. Check what you filled in, then send it again; it is still here.`,
  ),
  signed_out: SIGN_IN,
  key_rejected: {
    ...SIGN_IN,
    title: "The server did not accept your key",
    text: "Your answer was not taken. Sign in with a valid key, then send it. Fields stay filled in in this tab while the key is the same, but passwords and answers without a form do not: copy those first.",
  },
  rate_limited: notSent("Too many requests. Wait a moment, then send it again."),
  upstream_busy: notSent(
    "Runboard holds calls to the server back for a moment. Then send it again.",
  ),
  upstream_unreachable: notSent(
    "The server cannot be reached at the moment. Try again once the run is live again.",
  ),
  upstream_timeout: notSent("The server takes too long to answer. Try again in a moment."),
  upstream_error: notSent("The server answered with an error before it was sent. Try again."),
  not_found: notSent("The run is not there, or it belongs to another key. Look at the task."),
  bad_request: notSent("Runboard could not read it. Reload the page, then send it again."),
  too_large: notSent("It is too long. Shorten it, then send it again."),
  forbidden_origin: notSent("This page was opened under another address. Open Runboard's own."),
  wrong_host: notSent("This page was opened under another address. Open Runboard's own."),
  wrong_content_type: notSent("Something changed it on its way. Reload the page, then try again."),
};

/** Why an answer is not known to have been taken. @param error whatever was thrown */
export const answerProblem = (error: unknown): AnswerProblem =>
  (error instanceof ApiError && PROBLEMS[error.code]) || LOST;

/** What is left to say once the question has gone and no word of the answer has come. */
export const goneWords = ({ title, text }: AnswerProblem): { title: string; text: string } =>
  PROBLEMS.answer_stale?.title === title
    ? { title, text }
    : {
        title: "The question has gone",
        text: "Your answer may have been taken, or another one, or the run went on without. The timeline shows what comes next.",
      };
