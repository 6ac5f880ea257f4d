import "server-only";
import { LRUCache } from "lru-cache";
import type { UpstreamRecording } from "@/lib/contract/upstream";
import type { Clock } from "@/lib/server/clock";

/** Each call may queue a job on the server (upstream.md point 17), so calls lie this far apart. */
const ASK_EVERY_MS = 10_000;
/** For so long a page that is open asks by itself; a run without a picture is pending for ever. */
const BY_ITSELF_MS = 60_000;
/** A recording that is there, or never will be, is not asked for again at once. */
const KEPT_MS = 10 * 60_000;

type Asked = {
  firstMonoMs: number;
  /** When the newest call began, or ended. */
  lastMonoMs: number;
  isUnderWay: boolean;
  isOver: boolean;
  answer: Promise<UpstreamRecording>;
};

type RecordingTold = {
  recording: UpstreamRecording;
  /** Epoch ms from which the server may be asked again; null when there is nothing more to learn. */
  nextAskAtMs: number | null;
  /** Whether it then is by itself. */
  asksAgain: boolean;
};

/** Asks for the recordings of an owner's runs, as seldom as their server must be asked. */
export class RecordingAsks {
  readonly #clock: Clock;
  readonly #asked = new LRUCache<string, Asked>({ max: 1_000 });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * What is known of a run's recording, by a call if it is time for one. However many ask, there is
   * one call within 10 s.
   * @param isWished whether a person wishes it: after a minute, nobody else is answered by a call
   * @throws whatever the newest call threw
   */
  async ask(
    run: string,
    isWished: boolean,
    call: () => Promise<UpstreamRecording>,
  ): Promise<RecordingTold> {
    const known = this.#asked.get(run);
    const asked = known && !this.#mayCall(known, isWished) ? known : this.#call(run, known, call);
    const recording = await asked.answer;
    if (asked.isOver) return { recording, nextAskAtMs: null, asksAgain: false };
    const now = this.#clock.monotonicMs();
    const nextMonoMs = Math.max(now, asked.lastMonoMs + ASK_EVERY_MS);
    return {
      recording,
      nextAskAtMs: this.#clock.now() + nextMonoMs - now,
      asksAgain: nextMonoMs - asked.firstMonoMs < BY_ITSELF_MS,
    };
  }

  #mayCall({ isUnderWay, lastMonoMs, firstMonoMs, isOver }: Asked, isWished: boolean): boolean {
    const now = this.#clock.monotonicMs();
    if (isUnderWay || now - lastMonoMs < ASK_EVERY_MS) return false;
    if (isWished) return true;
    return isOver ? now - lastMonoMs >= KEPT_MS : now - firstMonoMs < BY_ITSELF_MS;
  }

  #call(run: string, known: Asked | undefined, call: () => Promise<UpstreamRecording>): Asked {
    const now = this.#clock.monotonicMs();
    const asked: Asked = {
      firstMonoMs: known && !known.isOver ? known.firstMonoMs : now,
      lastMonoMs: now,
      isUnderWay: true,
      isOver: false,
      answer: call().then((recording) => {
        asked.isOver = recording.status !== "pending";
        return recording;
      }),
    };
    const settle = () => {
      asked.isUnderWay = false;
      asked.lastMonoMs = this.#clock.monotonicMs();
    };
    asked.answer.then(settle, settle);
    this.#asked.set(run, asked);
    return asked;
  }
}
