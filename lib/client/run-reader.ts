/** Reads one run again and again, asking only for what is new. */
import type { Freshness, Transition } from "../contract/api.ts";
import { mergeTransitions } from "../run/timeline.ts";
import { fetchFresh, type Held } from "./fetch-fresh.ts";
import { fetchJson } from "./fetch-json.ts";

/** What the owner's view of a run and a shared one have in common. */
type Readable = {
  /** Absent in a shared view, which is of one run for ever. */
  runId?: string | null;
  /** Absent where tool calls are not shared. */
  toolCall?: unknown;
  freshness: Freshness;
  transitions: Transition[];
  hasEarlier: boolean;
};

/**
 * Reads what is earlier than all that is held: one page, or on until that is enough.
 * @throws ApiError
 */
export type LoadEarlier = (isEnough?: (first: Transition) => boolean) => Promise<void>;

/** As many as the API gives at most. */
const PAGE = 200;
const PAGES_AT_ONCE = 4;

/** The transitions of a run are numbered without holes, so it is known where each page begins. */
const pagesBefore = (seq: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => seq - index * PAGE).filter((before) => before > 1);

const firstSeq = (transitions: readonly Transition[]) => transitions[0]?.seq ?? 0;
const lastSeq = (transitions: readonly Transition[]) => transitions.at(-1)?.seq ?? 0;

/** Whether both tell of the same run, and their transitions of the same things. */
const isAlike = (held: Readable, later: Readable): boolean =>
  held.runId === later.runId && (held.toolCall === undefined) === (later.toolCall === undefined);

/** Whether an answer to `after` follows on what is held without leaving a hole. */
function followsOn(held: Readable, later: Readable): boolean {
  if (!isAlike(held, later)) return false;
  const last = lastSeq(held.transitions);
  const next = later.transitions.find(({ seq }) => seq > last);
  return next === undefined || next.seq === last + 1;
}

/** What is held, joined with a later answer; earlier pages stay when the two meet. */
function joinRun<T extends Readable>(held: T | null, later: T): T {
  if (!held || !isAlike(held, later)) return later;
  const meets =
    held.transitions.length > 0 &&
    (later.transitions.length === 0 ||
      firstSeq(later.transitions) <= lastSeq(held.transitions) + 1);
  if (!meets) return later;
  const reachesBack =
    later.transitions.length === 0 || firstSeq(held.transitions) <= firstSeq(later.transitions);
  return {
    ...later,
    transitions: mergeTransitions(held.transitions, later.transitions),
    hasEarlier: reachesBack ? held.hasEarlier : later.hasEarlier,
  };
}

/**
 * A reader of one run.
 * @param path of the run in our API
 * @param initial what the page brought, or null
 * @param authorization what admits the caller instead of the session
 * @param etag of what the page brought, or null
 */
export function createRunReader<T extends Readable>(
  path: string,
  initial: T | null,
  authorization?: string,
  etag: string | null = null,
) {
  let view = initial;
  let held: Held = etag === null ? null : { path, etag };

  const whole = async (): Promise<T> => {
    const answer = await fetchFresh<T>(path, held, view?.freshness ?? null, authorization);
    held = answer.held;
    if (answer.changed) view = joinRun(view, answer.changed);
    else if (view) view = { ...view, freshness: answer.freshness };
    if (!view) throw new Error("A run that was never read did not change");
    return view;
  };

  return {
    /** The run as it is now. @throws ApiError */
    async read(): Promise<T> {
      const before = view;
      const last = before ? lastSeq(before.transitions) : 0;
      if (!before || last === 0) return whole();
      const answer = await fetchFresh<T>(
        `${path}?after=${last}`,
        held,
        before.freshness,
        authorization,
      );
      held = answer.held;
      const now = view ?? before;
      if (answer.changed && !followsOn(now, answer.changed)) return whole();
      view = answer.changed
        ? joinRun(now, answer.changed)
        : { ...now, freshness: answer.freshness };
      return view;
    },
    /**
     * The run with the page of transitions before the first one held.
     * @param isEnough of the first one held: whether the pages before it may stay where they are
     * @throws ApiError
     */
    async earlier(isEnough: (first: Transition) => boolean = () => true): Promise<T | null> {
      let atOnce = 1;
      for (let before = 0; view; atOnce = PAGES_AT_ONCE) {
        const [first] = view.transitions;
        if (!first || first.seq <= 1 || first.seq === before) break;
        if (before !== 0 && isEnough(first)) break;
        before = first.seq;
        const answers = await Promise.all(
          pagesBefore(before, atOnce).map((seq) =>
            fetchJson<T>(`${path}?before=${seq}&limit=${PAGE}`, { authorization }),
          ),
        );
        for (const { data } of answers) {
          const meets = data && lastSeq(data.transitions) === firstSeq(view.transitions) - 1;
          if (!data || !meets || !isAlike(view, data)) break;
          view = {
            ...view,
            transitions: mergeTransitions(data.transitions, view.transitions),
            hasEarlier: data.hasEarlier,
          };
        }
      }
      return view;
    },
  };
}
