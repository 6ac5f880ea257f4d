import "server-only";
import type { RunState } from "@/lib/contract/api";
import type { UpstreamResult } from "@/lib/contract/upstream";
import { isEnded, runState } from "@/lib/run/state";
import { isLive, isSameStep, type Observation } from "@/lib/server/recorder/observation";
import { changeRow, endRow, gapRow } from "@/lib/server/recorder/transition-rows";
import type { NewTransition, RunChange, RunRecord } from "@/lib/server/store/runs";
import type { Store } from "@/lib/server/store/store";
import type { RunKey } from "@/lib/server/store/transitions";
import { CLOCK_SLACK_MS } from "@/lib/server/upstream/client";

/** An unchanged sample is taken for the same run's at most this long without asking again. */
export const REATTRIBUTE_MS = 5_000;

/** No bound is known at all: wide enough to hold the truth. */
const UNKNOWN_PRECISION_MS = 30 * 24 * 3_600_000;

/** The status as it came, where it came as text. */
const statusText = ({ sample, raw }: Observation): string | null =>
  typeof raw.status === "string" ? raw.status : sample.status;

/** A moment on both clocks. */
export type Moment = { atMs: number; monoMs: number };

/** What is recorded of one run, and how a new sample changes it. Writes first, remembers after. */
export class RunLog {
  readonly key: RunKey;
  readonly #store: Store;
  readonly #absentAtMs: number | null;
  readonly #record: RunRecord;
  #seq: number;
  #openGap: boolean;
  /** The newest sample that counts or will once the run is confirmed; null until one was taken. */
  #last: Observation | null = null;
  #counted: Observation | null = null;

  private constructor(
    store: Store,
    key: RunKey,
    record: RunRecord,
    newest: NewTransition | undefined,
    absentAtMs: number | null,
  ) {
    this.#store = store;
    this.key = key;
    this.#record = record;
    this.#seq = newest?.seq ?? 0;
    this.#openGap = newest?.kind === "gap";
    this.#absentAtMs = absentAtMs;
  }

  /**
   * Loads what is stored of a run, making it known first.
   * @param absentAtMs epoch ms at which the run did not exist yet; null when nobody looked
   */
  static async open(
    store: Store,
    key: RunKey,
    createdAtMs: number | null,
    absentAtMs: number | null = null,
  ): Promise<RunLog> {
    await store.runs.add(key.owner, key.taskId, [{ id: key.runId, created_at: createdAtMs }]);
    const [record, newest] = await Promise.all([
      store.runs.find(key),
      store.transitions.newest(key, 1),
    ]);
    if (!record) throw new Error("a run that was just stored is gone");
    return new RunLog(store, key, record, newest[0], absentAtMs);
  }

  get ended(): boolean {
    return isEnded(this.#record.state as RunState);
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
   * new, ends a silence, or names another picture, which is a credential.
   */
  needsAttribution(observation: Observation, silenceMs: number): boolean {
    const isOther = this.#last?.sample.liveStatus !== observation.sample.liveStatus;
    return isOther || this.#isNews(observation, silenceMs);
  }

  /** Holds an unchanged sample that nobody has attributed to this run yet. */
  hold(observation: Observation): void {
    this.#last = observation;
  }

  /** Forgets samples taken since the run was last confirmed: they may be another run's. */
  forgetUnconfirmed(): void {
    this.#last = this.#counted;
  }

  /**
   * Takes in a sample that is known to be this run's.
   * @param silenceMs how long nothing may be seen before there is a gap
   * @param result read before an end is written down, so that a stopped run never shows as failed
   */
  async observe(
    observation: Observation,
    silenceMs: number,
    result: UpstreamResult | null,
  ): Promise<void> {
    const { sample, atMs } = observation;
    if (!this.#isNews(observation, silenceMs)) return this.#seen(observation);

    const state = runState(sample, result);
    const gapFromMs = this.#gapFromMs(observation, silenceMs);
    const isUnwatched = isEnded(state) && this.#isFirstSight(atMs, silenceMs);
    const rows: NewTransition[] = [];
    if (!isUnwatched) {
      if (gapFromMs !== null) rows.push(gapRow(this.#seq + 1, gapFromMs));
      const isCut = gapFromMs !== null || this.#openGap;
      const seq = this.#seq + rows.length + 1;
      const before = isCut ? null : this.#counted;
      rows.push(changeRow(seq, observation, state, before, this.#precisionMs(observation)));
    }
    const sawEnd = !isUnwatched && gapFromMs === null && !this.#openGap;
    await this.#write(rows, {
      state,
      step: isEnded(state) ? null : sample.detailedStatus || null,
      changed_at: isUnwatched ? null : atMs,
      last_seen_at: atMs,
      status: statusText(observation),
      detailed_status: sample.detailedStatus,
      ...(isLive(sample) ? { live_seen: 1 } : {}),
      ...(isEnded(state) ? { ended_at: sawEnd ? atMs : null } : {}),
      ...(result ? { result: JSON.stringify({ ...result, readAt: atMs }) } : {}),
    });
    this.#last = observation;
    this.#counted = observation;
  }

  /**
   * Takes in how a run stands that the status call does not speak of, from its result alone. What
   * happened since it was last seen is a gap.
   */
  async settle(result: UpstreamResult, { atMs, monoMs }: Moment, silenceMs: number): Promise<void> {
    const state = runState({ status: result.status, detailedStatus: null, toolCall: null }, result);
    const hasEnded = isEnded(state);
    const seenAtMs = this.#seq > 0 ? this.#record.last_seen_at : null;
    const unseenMs = Math.max(
      0,
      Math.ceil(this.#last ? monoMs - this.#last.sentMonoMs : atMs - (seenAtMs ?? atMs)),
    );
    const rows: NewTransition[] = [];
    const isCut = this.#openGap || unseenMs > silenceMs || !hasEnded;
    if (seenAtMs !== null && isCut && !this.#openGap) rows.push(gapRow(this.#seq + 1, seenAtMs));
    if (seenAtMs !== null && hasEnded) {
      rows.push(endRow(this.#seq + rows.length + 1, atMs, unseenMs, state));
    }
    const change: RunChange = hasEnded
      ? {
          ended_at: seenAtMs !== null && !isCut ? atMs : null,
          last_seen_at: atMs,
          result: JSON.stringify({ ...result, readAt: atMs }),
        }
      : {};
    const isNew = this.#record.state !== state || rows.length > 0;
    await this.#write(rows, {
      ...change,
      state: result.status === null ? "unknown" : state,
      step: null,
      status: result.rawStatus,
      detailed_status: null,
      ...(isNew ? { changed_at: seenAtMs === null ? null : atMs } : {}),
    });
  }

  /** Writes down that nothing has been seen for too long, while it is still so. */
  async noteSilence(nowMonoMs: number, silenceMs: number): Promise<void> {
    const last = this.#last;
    if (!last || this.#openGap || this.ended) return;
    if (nowMonoMs - last.receivedMonoMs <= silenceMs) return;
    await this.#write([gapRow(this.#seq + 1, last.atMs)], { last_seen_at: last.atMs });
  }

  /** An unchanged sample, attributed: the run was still so at that time. */
  async #seen(observation: Observation): Promise<void> {
    await this.#store.runs.update(this.key, { last_seen_at: observation.atMs });
    this.#record.last_seen_at = observation.atMs;
    this.#last = observation;
    this.#counted = observation;
  }

  async #write(rows: NewTransition[], change: RunChange): Promise<void> {
    await this.#store.runs.append(this.key, rows, change);
    Object.assign(this.#record, change);
    const newest = rows.at(-1);
    if (newest) {
      this.#seq = newest.seq;
      this.#openGap = newest.kind === "gap";
    }
  }

  /** Whether a sample brings something to write down: a change, or the end of a silence. */
  #isNews(observation: Observation, silenceMs: number): boolean {
    const known = this.#counted?.sample;
    if (!known || this.#openGap || this.#gapFromMs(observation, silenceMs) !== null) return true;
    return !isSameStep(known, observation.sample) || isLive(known) !== isLive(observation.sample);
  }

  /** When the stretch before a sample began in which nobody watched; null when there is none. */
  #gapFromMs({ atMs, receivedMonoMs }: Observation, silenceMs: number): number | null {
    if (this.#openGap) return null;
    if (this.#last) {
      return receivedMonoMs - this.#last.receivedMonoMs > silenceMs ? this.#last.atMs : null;
    }
    // Stored by an earlier life of this process: a restart is a gap, however short.
    if (this.#record.last_seen_at !== null) return this.#record.last_seen_at;
    const bornMs = this.#bornMs;
    return bornMs !== null && atMs - bornMs > this.#unnoticedMs(silenceMs) ? bornMs : null;
  }

  /** How far back the true moment of what a sample shows may lie. */
  #precisionMs({ atMs, receivedMonoMs }: Observation): number {
    if (this.#last) return Math.ceil(receivedMonoMs - this.#last.sentMonoMs);
    const { last_seen_at, created_at } = this.#record;
    const bounds = [last_seen_at, this.#absentAtMs, created_at && created_at - CLOCK_SLACK_MS];
    const since = Math.max(...bounds.map((bound) => bound ?? Number.NEGATIVE_INFINITY));
    return Number.isFinite(since) ? Math.max(0, atMs - since) : UNKNOWN_PRECISION_MS;
  }

  /** The earliest moment the run can have begun, as far as anybody knows. */
  get #bornMs(): number | null {
    const { created_at } = this.#record;
    if (this.#absentAtMs === null || created_at === null) return this.#absentAtMs ?? created_at;
    return Math.max(this.#absentAtMs, created_at);
  }

  /** Nothing was ever recorded of the run, nor could have been: it is older than this look at it. */
  #isFirstSight(atMs: number, silenceMs: number): boolean {
    const bornMs = this.#bornMs;
    const isOlder = bornMs === null || atMs - bornMs > this.#unnoticedMs(silenceMs);
    return this.#seq === 0 && this.#last === null && isOlder;
  }

  /** A task that was being watched may have gone over to this run without showing it for a while. */
  #unnoticedMs(silenceMs: number): number {
    return this.#absentAtMs === null ? silenceMs : silenceMs + REATTRIBUTE_MS;
  }
}
