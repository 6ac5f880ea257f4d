import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { RunState } from "@/lib/contract/api";
import type { UpstreamResult } from "@/lib/contract/upstream";
import { isEnded, runState } from "@/lib/run/state";
import {
  gapFromMs,
  isOlderThanLook,
  type Known,
  precisionMs,
  REATTRIBUTE_MS,
} from "@/lib/server/recorder/bounds";
import { actionRows } from "@/lib/server/recorder/action-rows";
import { isLive, isSameStep, type Observation } from "@/lib/server/recorder/observation";
import { changeRow, endRow, gapRow } from "@/lib/server/recorder/transition-rows";
import type { Fence } from "@/lib/server/store/leases";
import type { RequestRecord } from "@/lib/server/store/requests";
import type { NewTransition, RunChange, RunRecord } from "@/lib/server/store/runs";
import type { Store } from "@/lib/server/store/store";
import type { RunKey } from "@/lib/server/store/transitions";

/** The status as it came, where it came as text. */
const statusText = ({ sample, raw }: Observation): string | null =>
  typeof raw.status === "string" ? raw.status : sample.status;

const resultText = (result: UpstreamResult, readAt: number): string =>
  JSON.stringify({ ...result, readAt });

/** A moment on both clocks. */
export type Moment = { atMs: number; monoMs: number };

/** Where it is written, and by what right; `fence` is null where one process has the store. */
export type Hand = { store: Store; fence: Fence | null };

/** What is recorded of one run, and how a new sample changes it. Writes first, remembers after. */
export class RunLog {
  readonly key: RunKey;
  readonly #hand: Hand;
  readonly #absentAtMs: number | null;
  #record: RunRecord;
  /** The last row that was written; undefined before the first. */
  #newest: NewTransition | undefined;
  #openGap = false;
  /** A write failed: whether another hand holds the store, it is asked before the next one. */
  #isDoubtful = false;
  /** A gap that begins at a sample that was only held, and when it begins if that does not count. */
  #heldGap: { seq: number; atMs: number } | null = null;
  /** The newest sample that counts or will once the run is confirmed; null until one was taken. */
  #last: Observation | null = null;
  #counted: Observation | null = null;

  private constructor(
    hand: Hand,
    key: RunKey,
    record: RunRecord,
    newest: NewTransition | undefined,
    absentAtMs: number | null,
  ) {
    this.#hand = { store: hand.store, fence: hand.fence };
    this.key = key;
    this.#record = record;
    this.#follow(newest);
    this.#absentAtMs = absentAtMs;
  }

  /**
   * Loads what is stored of a run, making it known first.
   * @param absentAtMs epoch ms at which the run did not exist yet; null when nobody looked
   */
  static async open(
    hand: Hand,
    key: RunKey,
    createdAtMs: number | null,
    absentAtMs: number | null = null,
  ): Promise<RunLog> {
    const { record, newest } = await stored(hand.store, key, createdAtMs);
    return new RunLog(hand, key, record, newest, absentAtMs);
  }

  get #seq(): number {
    return this.#newest?.seq ?? 0;
  }

  get ended(): boolean {
    return isEnded(this.#record.state as RunState);
  }

  /** Whether it ended and its result was read: there is nothing more to learn of it. */
  get isSettled(): boolean {
    return this.ended && this.#record.result !== null;
  }

  /** Whether nothing is known of it, or nothing any more. */
  get isUnknown(): boolean {
    return this.#record.state === "unknown";
  }

  /** Whether the run was ever seen to exist: it does not go back to being prepared. */
  get wasSeen(): boolean {
    return this.#record.status !== null;
  }

  /** Epoch ms of the newest sample that was stored. */
  get seenAtMs(): number | null {
    return this.#record.last_seen_at;
  }

  /** The newest sample, for what is never stored: the live URL, the answer as it came. */
  get last(): Observation | null {
    return this.#last;
  }

  /**
   * Whether a sample must be known to be this run's before anybody is told of it: it says something
   * new, ends a silence, asks something else under the same id, or names another picture, which is a
   * credential.
   */
  needsAttribution(observation: Observation, silenceMs: number): boolean {
    const before = this.#last?.sample;
    const { liveStatus, toolCall } = observation.sample;
    const isOther =
      before?.liveStatus !== liveStatus || !isDeepStrictEqual(before.toolCall, toolCall);
    return isOther || this.#isNews(observation, silenceMs);
  }

  /** Holds an unchanged sample that nobody has attributed to this run yet. */
  hold(observation: Observation): void {
    this.#last = observation;
  }

  /**
   * Another run is the newest: samples taken since this one was last confirmed may be that one's,
   * and are forgotten. Up to then they came at a pace, and silence beyond that is a gap.
   */
  async pushAside(nowMonoMs: number, silenceMs: number): Promise<void> {
    this.#last = this.#counted;
    await this.#mendGap();
    await this.noteSilence(nowMonoMs, silenceMs + REATTRIBUTE_MS);
  }

  /**
   * Takes in a sample that is known to be this run's.
   * @param silenceMs how long nothing may be seen before there is a gap
   * @param result read before an end is written down, so that a stopped run never shows as failed;
   *   null while it goes on, and when the result cannot be read
   */
  async observe(
    observation: Observation,
    silenceMs: number,
    result: UpstreamResult | null,
  ): Promise<void> {
    await this.#makeSure();
    const { sample, atMs } = observation;
    if (!this.#isNews(observation, silenceMs)) return this.#seen(observation);

    const state = runState(sample, result);
    const gapFrom = this.#gapFromMs(observation, silenceMs);
    const isUnwatched = isEnded(state) && this.#isFirstSight(atMs, silenceMs);
    const rows: NewTransition[] = [];
    let over: RequestRecord[] = [];
    if (!isUnwatched) {
      if (gapFrom !== null) rows.push(gapRow(this.#seq + 1, gapFrom));
      const callId = sample.toolCall?.id ?? null;
      over = await this.#endRequests(rows, { state, callId }, atMs);
      const isCut = gapFrom !== null || this.#openGap;
      const seq = this.#seq + rows.length + 1;
      const before = isCut ? null : this.#counted;
      rows.push(changeRow(seq, observation, state, before, precisionMs(this.#known, observation)));
    }
    const sawEnd = !isUnwatched && gapFrom === null && !this.#openGap;
    const change = {
      state,
      step: isEnded(state) ? null : sample.detailedStatus || null,
      changed_at: isUnwatched ? null : atMs,
      last_seen_at: atMs,
      status: statusText(observation),
      detailed_status: sample.detailedStatus,
      ...(isLive(sample) ? { live_seen: 1 } : {}),
      ...(isEnded(state) ? { ended_at: sawEnd ? atMs : null } : {}),
      ...(result ? { result: resultText(result, atMs) } : {}),
    };
    await this.#write(rows, change, over);
    this.#last = observation;
    this.#counted = observation;
    this.#heldGap = null;
  }

  /**
   * Takes in how a run stands that the status call does not speak of, from its result alone. What
   * happened since it was last seen is a gap.
   */
  async settle(result: UpstreamResult, { atMs, monoMs }: Moment, silenceMs: number): Promise<void> {
    await this.#makeSure();
    if (this.ended) return this.#complete(result, atMs);
    const state = runState({ status: result.status, detailedStatus: null, toolCall: null }, result);
    const hasEnded = isEnded(state);
    const seenAtMs = this.#seq > 0 ? this.#record.last_seen_at : null;
    const unseenMs = Math.max(
      0,
      Math.ceil(this.#last ? monoMs - this.#last.sentMonoMs : atMs - (seenAtMs ?? atMs)),
    );
    const rows: NewTransition[] = [];
    const isRestarted = this.#last === null;
    const isCut = this.#openGap || isRestarted || unseenMs > silenceMs || !hasEnded;
    if (seenAtMs !== null && isCut && !this.#openGap) rows.push(gapRow(this.#seq + 1, seenAtMs));
    let over: RequestRecord[] = [];
    if (seenAtMs !== null && hasEnded) {
      over = await this.#endRequests(rows, { state, callId: null }, atMs);
      rows.push(endRow(this.#seq + rows.length + 1, atMs, unseenMs, state));
    }
    const change: RunChange = hasEnded
      ? {
          ended_at: seenAtMs !== null && !isCut ? atMs : null,
          last_seen_at: atMs,
          result: resultText(result, atMs),
        }
      : {};
    const isNew = this.#record.state !== state || rows.length > 0;
    const now = {
      ...change,
      state: result.status === null ? "unknown" : state,
      step: null,
      status: result.rawStatus,
      detailed_status: null,
      ...(isNew ? { changed_at: seenAtMs === null ? null : atMs } : {}),
    };
    await this.#write(rows, now, over);
  }

  /**
   * Adds the rows for what people asked of the run, where that is over with what was seen now.
   * @returns the requests that are over
   */
  async #endRequests(
    rows: NewTransition[],
    turn: Parameters<typeof actionRows>[1],
    atMs: number,
  ): Promise<RequestRecord[]> {
    // Only an end or the end of a question ends a request.
    if (!isEnded(turn.state) && this.#record.state !== "waiting") return [];
    const requests = await this.#hand.store.requests.of(this.key);
    const ended = actionRows(requests, turn, rows.at(-1) ?? this.#newest, atMs);
    rows.push(...ended.rows);
    return ended.over;
  }

  async #mendGap(): Promise<void> {
    const { store, fence } = this.#hand;
    if (!this.#heldGap) return;
    const { seq, atMs } = this.#heldGap;
    await store.runs.mendGap(this.key, seq, atMs, fence);
    this.#record.last_seen_at = atMs;
    this.#heldGap = null;
  }

  /** Writes down that nothing has been seen for too long, while it is still so. */
  async noteSilence(nowMonoMs: number, silenceMs: number): Promise<void> {
    await this.#makeSure();
    const last = this.#last;
    if (!last || this.#openGap || this.ended) return;
    if (nowMonoMs - last.receivedMonoMs <= silenceMs) return;
    const seq = this.#seq + 1;
    await this.#write([gapRow(seq, last.atMs)], { last_seen_at: last.atMs });
    const counted = this.#counted;
    this.#heldGap = counted && counted !== last ? { seq, atMs: counted.atMs } : null;
  }

  /**
   * Writes down that nothing can be known of the run any more: its server knows it no longer. What
   * was recorded stays; should it be seen again, it goes on behind the gap.
   */
  async abandon(): Promise<void> {
    await this.#makeSure();
    if (this.ended) return;
    const { last_seen_at: seenAtMs } = this.#record;
    const isGap = !this.#openGap && this.#seq > 0 && seenAtMs !== null;
    const rows = isGap ? [gapRow(this.#seq + 1, seenAtMs)] : [];
    await this.#write(rows, { state: "unknown", step: null });
  }

  /** The result of an ended run that could not be read then; it may say that somebody stopped it. */
  async #complete(result: UpstreamResult, atMs: number): Promise<void> {
    const { status } = result;
    if (this.isSettled || (status !== "error" && status !== "completed")) return;
    const known = this.#record.state as RunState;
    const state =
      known === "failed"
        ? runState({ status: "error", detailedStatus: null, toolCall: null }, result)
        : known;
    const change = { state, result: resultText(result, atMs) };
    await this.#hand.store.runs.amendEnd(this.key, change, this.#hand.fence);
    Object.assign(this.#record, change);
  }

  /** An unchanged sample, attributed: the run was still so at that time. */
  async #seen(observation: Observation): Promise<void> {
    const { store, fence } = this.#hand;
    await store.runs.update(this.key, { last_seen_at: observation.atMs }, fence);
    this.#record.last_seen_at = observation.atMs;
    this.#last = observation;
    this.#counted = observation;
  }

  /** @param over what was asked of the run, and is told in these rows */
  async #write(
    rows: NewTransition[],
    change: RunChange,
    over: RequestRecord[] = [],
  ): Promise<void> {
    try {
      await this.#hand.store.runs.append(this.key, rows, change, this.#hand.fence, over);
    } catch (error) {
      this.#isDoubtful = true;
      throw error;
    }
    Object.assign(this.#record, change);
    if (rows.length > 0) this.#follow(rows.at(-1));
  }

  #follow(newest: NewTransition | undefined): void {
    this.#newest = newest;
    this.#openGap = newest?.kind === "gap";
  }

  /** After a failed write: goes on from what is stored, as after a restart if that is not ours. */
  async #makeSure(): Promise<void> {
    if (!this.#isDoubtful) return;
    const { record, newest } = await stored(this.#hand.store, this.key, this.#record.created_at);
    this.#isDoubtful = false;
    this.#record = record;
    if ((newest?.seq ?? 0) === this.#seq) return;
    this.#follow(newest);
    this.#last = null;
    this.#counted = null;
  }

  /** Whether a sample brings something to write down: a change, or the end of a silence. */
  #isNews(observation: Observation, silenceMs: number): boolean {
    const known = this.#counted?.sample;
    if (!known || this.#openGap || this.#gapFromMs(observation, silenceMs) !== null) return true;
    return !isSameStep(known, observation.sample) || isLive(known) !== isLive(observation.sample);
  }

  get #known(): Known {
    return {
      last: this.#last,
      storedAtMs: this.#record.last_seen_at,
      createdAtMs: this.#record.created_at,
      absentAtMs: this.#absentAtMs,
    };
  }

  #gapFromMs(observation: Observation, silenceMs: number): number | null {
    return this.#openGap ? null : gapFromMs(this.#known, observation, silenceMs);
  }

  /** Nothing was ever recorded of the run, nor could have been. */
  #isFirstSight(atMs: number, silenceMs: number): boolean {
    const isUnseen = this.#seq === 0 && this.#last === null;
    return isUnseen && isOlderThanLook(this.#known, atMs, silenceMs);
  }
}

/** What is stored of a run, which is made known first. */
async function stored(store: Store, key: RunKey, createdAtMs: number | null) {
  await store.runs.add(key.owner, key.taskId, [{ id: key.runId, created_at: createdAtMs }]);
  const [record, newest] = await Promise.all([
    store.runs.find(key),
    store.transitions.newest(key, 1),
  ]);
  if (!record) throw new Error("a run that was just stored is gone");
  return { record, newest: newest[0] };
}
