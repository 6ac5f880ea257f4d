/** Reads the question of a link again and again, until the link is over. */
import type { Question } from "../contract/answer-links.ts";
import { ApiError, type ApiErrorCode } from "./api-error.ts";
import { takeAhead } from "./asked-ahead.ts";
import { fetchBody } from "./fetch-json.ts";

/** Why there is nothing to answer. A paused link may open again, the others never do. */
export type LinkShut = "used" | "over" | "ended" | "unsupported" | "paused" | "unknown";

/** What a link shows. */
export type LinkState =
  | { is: "open"; view: Question }
  | {
      is: LinkShut;
      /** The server's own words, which know more than the code. */
      why: string;
    };

const SHUT: Partial<Record<ApiErrorCode, LinkShut>> = {
  link_used: "used",
  answer_unconfirmed: "used",
  answers_unsupported: "unsupported",
  question_over: "over",
  share_ended: "ended",
  share_paused: "paused",
  not_found: "unknown",
};

/** What a failure says of the link; null when it may be open all the same. @param error anything */
export function shutBy(error: unknown): LinkState | null {
  const is = error instanceof ApiError ? SHUT[error.code] : undefined;
  return is && error instanceof ApiError ? { is, why: error.message } : null;
}

/**
 * A reader of one link.
 * @param path of the link in our API
 * @param secret what its address carries
 */
export function createLinkReader(path: string, secret: string) {
  let isOpened = false;
  let over: LinkState | null = null;
  return {
    /** What the link shows now; once it is over, nobody is asked again. @throws ApiError */
    async read(): Promise<LinkState> {
      if (over) return over;
      try {
        const ahead = await takeAhead<Question>(path, secret);
        isOpened ||= ahead !== null;
        const view =
          ahead?.isOld === false
            ? ahead.view
            : await fetchBody<Question>(isOpened ? `${path}?on=1` : path, {
                authorization: `Share ${secret}`,
              });
        isOpened = true;
        return { is: "open", view };
      } catch (error) {
        const state = shutBy(error);
        if (state === null) throw error;
        if (state.is !== "paused") over = state;
        return state;
      }
    },
  };
}

const OPEN_MS = 4_000;
const FIRST_MS = 500;
const HIDDEN_MS = 30_000;

/** How long until a link is read again, in ms; 0 ends polling. */
export function linkInterval(state: LinkState | undefined): number {
  if (!state) return FIRST_MS;
  return state.is === "open" || state.is === "paused" ? OPEN_MS : 0;
}

/** The same for a tab in the background. */
export const hiddenLinkInterval = (state: LinkState | undefined): number =>
  linkInterval(state) === 0 ? 0 : HIDDEN_MS;
