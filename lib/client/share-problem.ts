/** Why something about a link was not done, and where to go on from there. Pure. */
import { ApiError, isSignedOut } from "./api-error.ts";

export type ShareProblem = {
  message: string;
  /** Whether it may have been done all the same. */
  isLost: boolean;
  leadsTo: "shares" | "sign-in" | null;
};

/** @param error whatever was thrown by a write */
export function shareProblem(error: unknown): ShareProblem {
  if (!(error instanceof ApiError)) {
    const message = "Something went wrong here. Reload the page, then try again.";
    return { message, isLost: false, leadsTo: null };
  }
  const { code, message } = error;
  // Nothing repeats a write by itself.
  if (code === "no_answer" || code === "unreadable") {
    return {
      message: "This may or may not have been done. Look in Shares, then try again.",
      isLost: true,
      leadsTo: "shares",
    };
  }
  // The server's words are for whoever was sent the link.
  if (code === "share_ended") {
    const message = "This link has ended, so it cannot be changed.";
    return { message, isLost: false, leadsTo: null };
  }
  const leadsTo = isSignedOut(error) ? "sign-in" : code === "share_limit" ? "shares" : null;
  return { message, isLost: false, leadsTo };
}

/** Why links were not revoked before signing out. @param error whatever was thrown by that */
export function unrevokedWords(error: unknown): string {
  const { message, isLost } = shareProblem(error);
  return isLost
    ? "Runboard's answer did not arrive: the links may or may not be revoked, and you are still signed in. Try again."
    : `The links were not revoked. ${message}`;
}
