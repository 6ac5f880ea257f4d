import "server-only";
import type { RunState } from "@/lib/contract/api";
import type { RawStatus, UpstreamResult, UpstreamSample } from "@/lib/contract/upstream";
import { isEnded, runState } from "@/lib/run/state";
import type { NewTransition, RunChange, RunRecord } from "@/lib/server/store/runs";
import type { Store } from "@/lib/server/store/store";
import type { RunKey } from "@/lib/server/store/transitions";

/** A sample and when it was taken: wall times are written down, monotonic ones measured with. */
export type Observation = {
  sample: UpstreamSample;
  raw: RawStatus;
  /** Epoch ms at which the answer was in. */
  atMs: number;
  sentMonoMs: number;
  receivedMonoMs: number;
};

/** An unchanged sample is taken for the same run's at most this long without asking again. */
export const REATTRIBUTE_MS = 5_000;

/** No bound is known at all: wide enough to hold the truth. */
const UNKNOWN_PRECISION_MS = 30 * 24 * 3_600_000;

const isLive = (sample: UpstreamSample): boolean => Boolean(sample.liveStatus);
const callKey = (sample: UpstreamSample): string | null =>
  sample.toolCall && (sample.toolCall.id || JSON.stringify(sample.toolCall));
const stepOf = (sample: UpstreamSample) => [sample.status, sample.detailedStatus, callKey(sample)];

/** What is recorded of one run, and how a new sample changes it. Writes first, remembers after. */
export class RunLog {
  readonly key: RunKey;
  readonly #store: Store;
  readonly #absentAtMs: number | null;
  #record: RunRecord;
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

  get state(): RunState {
    return this.#record.state as RunState;
  }

  /** Epoch ms of the newest sample that was stored. */
  get seenAtMs(): number | null {
    return this.#record.last_seen_at;
  }

  /** The newest sample, for what is never stored: the live URL, the answer as it came. */
  get last(): Observation | null {
    return this.#last;
  }

  /** Whether a sample brings something to write down: a change, or the end of a silence. */
  isNews(observation: Observation, silenceMs: number): boolean {
    const known = this.#counted?.sample;
    if (!known || this.#openGap || this.#gapBefore(observation, silenceMs)) return true;
    return (
      JSON.stringify(stepOf(known)) !== JSON.stringify(stepOf(observation.sample)) ||
      isLive(known) !== isLive(observation.sample)
    );
  }

  /** Whether the run was ever seen to exist: it does not go back to being prepared. */
  get wasSeen(): boolean {
    return this.#record.status !== null;
  }

  /** Holds an unchanged sample that nobody has attributed to this run yet. */
  hold(observation: Observation): void {
    this.#last = observation;
  }

  /** Forgets samples taken since the run was last confirmed: they may be another run's. */
  forgetUnconfirmed(): void {
    this.#last = this.#counted;
  }

  /** An unchanged sample, attributed: the run was still so at that time. */
  async seen(observation: Observation): Promise<void> {
    await this.#store.runs.update(this.key, { last_seen_at: observation.atMs });
    this.#record.last_seen_at = observation.atMs;
    this.#last = observation;
    this.#counted = observation;
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
    const state = runState(sample, result);
    if (!this.isNews(observation, silenceMs)) return this.seen(observation);

    const gap = this.#gapBefore(observation, silenceMs);
    const unwatched = isEnded(state) && this.#isFirstSight(atMs, silenceMs);
    const rows: NewTransition[] = [];
    if (!unwatched) {
      if (gap) rows.push(gap);
      rows.push(this.#transition(observation, state, gap));
    }
    const change: RunChange = {
      state,
      step: isEnded(state) ? null : sample.detailedStatus || null,
      changed_at: unwatched ? null : atMs,
      last_seen_at: atMs,
      status: sample.status === "unrecognised" ? String(observation.raw.status) : sample.status,
      detailed_status: sample.detailedStatus,
      ...(isLive(sample) ? { live_seen: 1 } : {}),
      ...(isEnded(state) ? { ended_at: unwatched || gap || this.#openGap ? null : atMs } : {}),
      ...(result ? { result: JSON.stringify({ ...result, readAt: atMs }) } : {}),
    };
    await this.#write(rows, change);
    this.#last = observation;
    this.#counted = observation;
  }

  /**
   * Takes in how a run stands that the status call no longer speaks of, from its result alone.
   * @param lost true when it had been watched: what happened since is a gap
   */
  async settle(result: UpstreamResult, atMs: number, silenceMs: number): Promise<void> {
    const state = runState({ status: result.status, detailedStatus: null, toolCall: null }, result);
    const seenAt = this.#record.last_seen_at;
    const watched = this.#seq > 0 && seenAt !== null;
    const isGap = watched && !this.#openGap && atMs - seenAt > silenceMs;
    const rows: NewTransition[] = [];
    if (watched && (isGap || !isEnded(state)) && !this.#openGap) rows.push(this.#gapRow(seenAt));
    if (watched && isEnded(state)) {
      rows.push({
        ...this.#gapRow(atMs),
        seq: this.#seq + rows.length + 1,
        kind: "end",
        state,
        precision_ms: atMs - seenAt,
      });
    }
    const change: RunChange = {
      state: result.status === null ? "unknown" : state,
      step: null,
      changed_at: watched ? atMs : null,
      status: result.status,
      detailed_status: null,
      ...(isEnded(state) ? { ended_at: watched && !isGap && !this.#openGap ? atMs : null } : {}),
      ...(isEnded(state)
        ? { last_seen_at: atMs, result: JSON.stringify({ ...result, readAt: atMs }) }
        : {}),
    };
    await this.#write(rows, change);
  }

  /** Writes down that nothing has been seen for too long, while it is still so. */
  async noteSilence(nowMonoMs: number, silenceMs: number): Promise<void> {
    const last = this.#last;
    if (!last || this.#openGap || this.ended || nowMonoMs - last.receivedMonoMs <= silenceMs)
      return;
    await this.#write([this.#gapRow(last.atMs)], { last_seen_at: last.atMs });
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

  #gapRow(atMs: number): NewTransition {
    return {
      seq: this.#seq + 1,
      kind: "gap",
      at: atMs,
      precision_ms: 0,
      state: "unknown",
      step: null,
      live: 0,
      tool_call: null,
    };
  }

  /** The stretch before a sample in which nobody watched, if there is one that is not yet noted. */
  #gapBefore({ atMs, receivedMonoMs }: Observation, silenceMs: number): NewTransition | null {
    if (this.#openGap) return null;
    if (this.#last) {
      return receivedMonoMs - this.#last.receivedMonoMs > silenceMs
        ? this.#gapRow(this.#last.atMs)
        : null;
    }
    // Stored by an earlier life of this process: a restart is a gap, however short.
    if (this.#record.last_seen_at !== null) return this.#gapRow(this.#record.last_seen_at);
    const since = this.#bornAfterMs;
    return since !== null && atMs - since > this.#unnoticedMs(silenceMs)
      ? this.#gapRow(since)
      : null;
  }

  #transition(observation: Observation, state: RunState, gap: NewTransition | null): NewTransition {
    const { sample, atMs, receivedMonoMs } = observation;
    const known = this.#counted?.sample;
    const onlyLive =
      known !== undefined &&
      !gap &&
      !this.#openGap &&
      JSON.stringify(stepOf(known)) === JSON.stringify(stepOf(sample));
    const kind = isEnded(state)
      ? "end"
      : onlyLive
        ? "browser"
        : state === "waiting"
          ? "question"
          : "step";
    return {
      seq: this.#seq + (gap ? 2 : 1),
      kind,
      at: atMs,
      precision_ms: Math.ceil(
        this.#last ? receivedMonoMs - this.#last.sentMonoMs : this.#sinceOrigin(atMs),
      ),
      state,
      step: sample.detailedStatus || null,
      live: isLive(sample) ? 1 : 0,
      tool_call: sample.toolCall === null ? null : JSON.stringify(sample.toolCall),
    };
  }

  #sinceOrigin(atMs: number): number {
    const since = this.#record.last_seen_at ?? this.#bornAfterMs;
    return since === null ? UNKNOWN_PRECISION_MS : Math.max(0, atMs - since);
  }

  get #bornAfterMs(): number | null {
    const { created_at } = this.#record;
    if (this.#absentAtMs === null || created_at === null) return this.#absentAtMs ?? created_at;
    return Math.max(this.#absentAtMs, created_at);
  }

  /** Nothing was ever recorded of the run, nor could have been: it is older than this look at it. */
  #isFirstSight(atMs: number, silenceMs: number): boolean {
    const since = this.#bornAfterMs;
    const isOlder = since === null || atMs - since > this.#unnoticedMs(silenceMs);
    return this.#seq === 0 && this.#last === null && isOlder;
  }

  /** A task that was being watched may have gone over to this run without showing it for a while. */
  #unnoticedMs(silenceMs: number): number {
    return this.#absentAtMs === null ? silenceMs : silenceMs + REATTRIBUTE_MS;
  }
}
