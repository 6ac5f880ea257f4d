/** Everything the page says of a task that is being created, and no more than is known. Pure. */
import { ApiError } from "./api-error.ts";

/** Where things stand: from the press of the button until it is decided. */
export type Situation =
  /** It was sent, and the answer is awaited. */
  | { is: "sending"; elapsedMs: number }
  /** It was sent before, and Runboard is asked how it went. */
  | { is: "asking"; elapsedMs: number }
  /** Runboard is asked, and does not answer. */
  | { is: "unanswered"; online: boolean }
  | { is: "created" }
  /** Sent, and nobody will ever know. */
  | { is: "lost" }
  /** Sent, and nobody signed in may ask how it went. */
  | { is: "locked out" }
  /** Runboard knows nothing of it. */
  | { is: "not arrived" }
  /** It surely came to nothing. @see isUndecided */
  | {
      is: "failed";
      error: unknown;
      /** What to do when the server refused it; the form's advice unless given. */
      onRefusal?: string;
    };

export type Words = {
  title: string;
  text: string;
  /** Where to go on from there. */
  leadsTo: "sign-in" | "tasks" | null;
};

const MINUTE_MS = 60_000;

const PLANNING = "The server plans the task. This may take a few seconds, at most a minute.";
const OVERDUE =
  "The server has had a minute. When no answer comes in the next seconds, this page says what is known.";

const IN_THE_FORM =
  "Your text stays here: change it, the agent or the tools, then create it again.";

/** Whether a failed request to create leaves open how it went, so that Runboard is to be asked. */
export function isUndecided(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  return (
    error.code === "no_answer" ||
    error.code === "unreadable" ||
    error.code === "upstream_timeout" ||
    error.code === "create_unconfirmed" ||
    error.code === "internal"
  );
}

const plain = (title: string, text: string): Words => ({ title, text, leadsTo: null });

const waitWords = (ms: number | null) =>
  ms === null ? "a moment" : `${Math.max(1, Math.ceil(ms / 1_000))} s`;

function failed(error: unknown, onRefusal: string): Words {
  if (!(error instanceof ApiError)) {
    return plain("Something went wrong here", "Reload the page; the text is kept.");
  }
  switch (error.code) {
    case "signed_out":
      return {
        title: "You are signed out",
        text: "The task was not sent. Its text is kept in this tab: sign in again, then create it.",
        leadsTo: "sign-in",
      };
    case "key_rejected":
      return {
        title: "The server no longer accepts your key",
        text: "No task was created. Its text is kept in this tab while you sign in again with the same key.",
        leadsTo: "sign-in",
      };
    case "upstream_refused":
      return plain(
        "The server refused this task",
        `Nothing was created. ${onRefusal} Runboard's log has the server's own words.`,
      );
    case "bad_request":
      return plain("Runboard did not take this", `${error.message} Nothing was sent.`);
    case "too_large":
      return plain(
        "This is too large",
        "Text and tools together may have 64 kB. Nothing was sent; shorten one of them.",
      );
    case "already_sent":
      return plain("This was not sent", error.message);
    case "rate_limited":
      return plain(
        "Too many requests just now",
        `No task was created. Wait ${waitWords(error.retryAfterMs)}, then create it again.`,
      );
    case "upstream_unreachable":
      return plain(
        "The Browserable server cannot be reached",
        "The task was not sent. Create it again when the server is up; its text stays here.",
      );
    case "upstream_timeout":
      return plain(
        "The Browserable server cannot be reached",
        "No connection to it came about in time, so no task was created. Try again in a moment.",
      );
    case "upstream_busy":
      return plain(
        "The task was not sent",
        "Too many calls to the server are under way. Try again in a moment.",
      );
    case "upstream_error":
      return plain(
        "The server did not take the task",
        "It answered with an error. Try again in a moment; if it stays, have the server looked at.",
      );
    case "store_unavailable":
      return plain(
        "The task was not sent",
        "Runboard cannot write to its store at the moment, and sends nothing that it cannot note. Try again in a moment.",
      );
    default: {
      const request = error.requestId ? ` (request ${error.requestId})` : "";
      return plain("The task was not created", `${error.message}${request}`);
    }
  }
}

/** The sentence for a situation. */
export function createWords(situation: Situation): Words {
  switch (situation.is) {
    case "sending":
      return plain("Creating the task…", situation.elapsedMs < MINUTE_MS ? PLANNING : OVERDUE);
    case "asking":
      return plain(
        "Creating the task…",
        situation.elapsedMs < MINUTE_MS
          ? `It was sent already, and is not sent again. ${PLANNING}`
          : "It was sent already, and is not sent again. Asking Runboard how it went.",
      );
    case "unanswered":
      return plain(
        situation.online ? "Runboard does not answer" : "Your browser is offline",
        "The task was sent, and it is not known yet whether it was created. This page asks again by itself and sends nothing twice.",
      );
    case "created":
      return plain("The task was created", "Opening its run…");
    case "lost":
      return {
        title: "It may have started",
        text: "The task was sent, and no answer came that says whether it was created. Look in the task list before you create it again.",
        leadsTo: "tasks",
      };
    case "locked out":
      return {
        title: "You are signed out",
        text: "The task was sent, and it is not known yet whether it was created. Sign in again with the same key to see.",
        leadsTo: "sign-in",
      };
    case "not arrived":
      return plain(
        "No task was created",
        "What was sent did not get through. Create it again; its text is still here.",
      );
    case "failed":
      return failed(situation.error, situation.onRefusal ?? IN_THE_FORM);
  }
}
