/**
 * The one polling policy. Everything here lives at module level: SWR restarts its timer
 * whenever the identity of `refreshInterval` changes, so an inline one may never fire.
 */
import type { SWRConfiguration } from "swr";
import type { RecordingView } from "../contract/actions.ts";
import type { Freshness, RunView } from "../contract/api.ts";
import type { SharedRunView } from "../contract/shares.ts";
import { isEnded } from "../run/state.ts";
import { ApiError, isFinal } from "./api-error.ts";
import { serverNowMs } from "./server-clock.ts";
import type { SharedState } from "./shared-reader.ts";

const FIRST_MS = 500;
/** Whoever asks while the sample is under way gets it. */
const AFTER_SAMPLE_MS = 80;
const MIN_MS = 400;
const MAX_MS = 15_000;
const LIST_MS = 3_000;
const HIDDEN_MS = 15_000;
const ENDED_MS = 30_000;
const RETRY_MAX_MS = 8_000;
/** A link that is revoked closes on every screen within 1.5 s, answer and drawing included. */
const SHARED_MS = 750;
const PAUSED_MS = 3_000;
/** A clock that was put right meanwhile calls a link ended that is not: the server has the last word. */
const LAPSED_MS = 2_000;
/** Nor is a link that was revoked during an outage shown for longer after it. */
const SHARED_RETRY_MAX_MS = 5_000;

/** How long until just after the next sample, in ms; null when none is due. */
function sampleInMs({ nextSampleAt }: Freshness): number | null {
  if (nextSampleAt === null) return null;
  return Math.max(MIN_MS, Date.parse(nextSampleAt) - serverNowMs() + AFTER_SAMPLE_MS);
}

/**
 * How long until a run is read again, in ms; 0 ends polling.
 * SWR's cache is empty until the first read, even when the page brought data.
 */
export function runInterval(view: RunView | undefined): number {
  if (!view) return FIRST_MS;
  if (isEnded(view.state)) {
    if (view.result === null) return MAX_MS;
    return view.task.active && view.newerRunId === null ? ENDED_MS : 0;
  }
  return Math.min(MAX_MS, sampleInMs(view.freshness) ?? MAX_MS);
}

/** The same for a tab in the background. */
export function hiddenRunInterval(view: RunView | undefined): number {
  const waitMs = runInterval(view);
  return waitMs === 0 ? 0 : Math.max(HIDDEN_MS, waitMs);
}

/** A sample too far away is met in two steps, so that the second one is neither early nor late. */
const sharedWaitMs = (sampleMs: number): number =>
  sampleMs <= SHARED_MS ? sampleMs : Math.min(SHARED_MS, Math.max(MIN_MS, sampleMs / 2));

/** How long until the preview of a shared run is read again, in ms; 0 until other choices are made. */
export function previewInterval(view: SharedRunView | undefined): number {
  if (!view) return FIRST_MS;
  if (isEnded(view.state)) return view.result === null ? MAX_MS : 0;
  return Math.min(MAX_MS, sampleInMs(view.freshness) ?? MAX_MS);
}

/**
 * How long until a shared run is read again, in ms, also in the background, where the title of the
 * tab goes on telling its state; 0 ends polling.
 */
export function sharedInterval(state: SharedState | undefined): number {
  switch (state?.is) {
    case undefined:
      return FIRST_MS;
    case "open":
      return sharedWaitMs(sampleInMs(state.view.freshness) ?? SHARED_MS);
    case "paused":
      return PAUSED_MS;
    case "ended":
      return state.byClock ? LAPSED_MS : 0;
    case "unknown":
      return 0;
  }
}

/** How often it is read at least in the background, in ms, whatever the browser does to timers there. */
export const hiddenSharedInterval = (state: SharedState | undefined): number =>
  sharedInterval(state) === 0 ? 0 : HIDDEN_MS;

/**
 * How long until a recording is asked for again, in ms; 0 leaves that to a person. Just after it may
 * be, so that nobody is told the same twice.
 */
export function recordingInterval(view: RecordingView | undefined): number {
  if (!view) return FIRST_MS;
  if (!view.asksAgain || view.nextAskAt === null) return 0;
  return Math.max(MIN_MS, Date.parse(view.nextAskAt) - serverNowMs() + AFTER_SAMPLE_MS);
}

/** How long until a list is read again, in ms. */
export const listInterval = (list: unknown): number => (list ? LIST_MS : FIRST_MS);

/** The same for a tab in the background. */
export const hiddenListInterval = (): number => HIDDEN_MS;

/**
 * How long to wait after a failed read, in ms: doubling up to 8 s with jitter; what the server
 * asks for in `Retry-After` comes first.
 * @param attempt 1 for the first retry
 * @param random from 0 to 1
 */
export function retryDelayMs(attempt: number, error: unknown, random: number): number {
  if (error instanceof ApiError && error.retryAfterMs !== null) {
    return Math.max(MIN_MS, error.retryAfterMs);
  }
  const ceilingMs = Math.min(RETRY_MAX_MS, 1_000 * 2 ** Math.min(attempt - 1, 6));
  return Math.round(ceilingMs * (0.5 + random / 2));
}

const retries = new Map<string, { atMs: number; timer: ReturnType<typeof setTimeout> }>();

/** When a failed read of `key` is tried again, in epoch ms of the server's clock, or null. */
export const nextTryAtMs = (key: string): number | null => retries.get(key)?.atMs ?? null;

const settle = (key: string) => {
  clearTimeout(retries.get(key)?.timer);
  retries.delete(key);
};

type Retry = NonNullable<SWRConfiguration["onErrorRetry"]>;

// SWR's own retry backs off to minutes, and polling rests for as long as a key has failed.
const retryWithin =
  (maxMs: number): Retry =>
  (error, key, _config, revalidate, options) => {
    settle(key);
    const waitMs = Math.min(maxMs, retryDelayMs(options.retryCount, error, Math.random()));
    const timer = setTimeout(() => void revalidate(options), waitMs);
    retries.set(key, { atMs: serverNowMs() + waitMs, timer });
  };

const retryLater = retryWithin(Number.POSITIVE_INFINITY);

export const POLLING = {
  // SWR's 2 s would turn a pace of 1 s into one of 2 to 3 s.
  dedupingInterval: 200,
  revalidateIfStale: false,
  revalidateOnFocus: true,
  focusThrottleInterval: 1_000,
  // With both on, SWR gives up retrying in background tabs; polling itself notices a reconnect.
  revalidateOnReconnect: false,
  refreshWhenHidden: true,
  // Where Runboard is on this very machine, a browser without a network reaches it all the same.
  refreshWhenOffline: true,
  onSuccess: (_data, key) => settle(key),
  onErrorRetry: (error, key, ...rest) =>
    isFinal(error) ? settle(key) : retryLater(error, key, ...rest),
} as const satisfies SWRConfiguration;

/**
 * For shared links: that one is over is an answer, so that any failure may pass. What is shown may
 * be revoked meanwhile, so that nobody's `Retry-After` keeps it on screen for a minute.
 */
export const SHARED_POLLING = {
  ...POLLING,
  onErrorRetry: retryWithin(SHARED_RETRY_MAX_MS),
} as const satisfies SWRConfiguration;

/** A cache for one screen: the data a page brings is never hidden by what an earlier one held. */
export const screenCache = () => new Map();
