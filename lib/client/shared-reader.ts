/** Reads one shared run again and again, and lets go of it as soon as its link is shut. */
import type { Transition } from "../contract/api.ts";
import type { SharedRunView } from "../contract/shares.ts";
import { ApiError, type ApiErrorCode } from "./api-error.ts";
import { takeAhead } from "./asked-ahead.ts";
import { createRunReader } from "./run-reader.ts";

/** Why nothing is to be seen. A paused link may open again, the others never do. */
export type Shut = "ended" | "paused" | "unknown";

/** What a link shows. */
export type SharedState =
  | { is: "open"; view: SharedRunView }
  | {
      is: Shut;
      /** It has ended by this browser's clock; the server has not said so. */
      byClock?: boolean;
    };

const SHUT: Partial<Record<ApiErrorCode, Shut>> = {
  share_ended: "ended",
  share_paused: "paused",
  not_found: "unknown",
};

/** Why the link behind a failed read is shut; null when it may be open all the same. */
const shutBy = (error: unknown): Shut | null =>
  (error instanceof ApiError && SHUT[error.code]) || null;

/**
 * A reader of one shared run.
 * @param path of the share in our API
 * @param secret what its link carries
 */
export function createSharedReader(path: string, secret: string) {
  const readerFrom = (view: SharedRunView | null, etag: string | null = null) =>
    createRunReader<SharedRunView>(path, view, `Share ${secret}`, etag);
  let reader = readerFrom(null);
  let over: SharedState | null = null;

  /** What was held goes with its reader, also what a read under way may still bring. */
  const shut = (is: Shut) => {
    reader = readerFrom(null);
    return { is };
  };

  return {
    /** What the link shows now; once the server has said that it is over, nobody is asked again. @throws ApiError */
    async read(): Promise<SharedState> {
      if (over) return over;
      try {
        const ahead = await takeAhead<SharedRunView>(path, secret);
        if (ahead) reader = readerFrom(ahead.view, ahead.etag);
        return { is: "open", view: ahead?.isOld === false ? ahead.view : await reader.read() };
      } catch (error) {
        const why = shutBy(error);
        if (why === null) throw error;
        const state = shut(why);
        if (why !== "paused") over = state;
        return state;
      }
    },
    /**
     * What the link shows, with the page of transitions before the first one held.
     * @param isEnough as the reader of a run takes it
     * @returns null when the link was shut meanwhile
     * @throws ApiError
     */
    async earlier(isEnough?: (first: Transition) => boolean): Promise<SharedState | null> {
      const asked = reader;
      const view = await asked.earlier(isEnough);
      return view && asked === reader ? { is: "open", view } : null;
    },
    /** Lets go of everything: the time of the link is over by the clock, until the server is asked. */
    lapse: (): SharedState => ({ ...shut("ended"), byClock: true }),
  };
}
