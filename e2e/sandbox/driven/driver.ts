/** Drives created runs: a browser for each, two at once, from the first word to the recording. */
import { bulkhead } from "cockatiel";
import { setTimeout as delay } from "node:timers/promises";
import { OWN_RECORDING } from "../script.ts";
import type { DrivenRun } from "./driven-run.ts";
import { Hand } from "./hand.ts";
import { work } from "./jobs/work.ts";
import { explained } from "./problem.ts";
import type { SessionOptions } from "./session.ts";
import { Session } from "./session.ts";
import { untilAborted } from "./until-aborted.ts";
import type { Plan } from "./words.ts";
import { planOf } from "./words.ts";

const MOST_BROWSERS = 2;
const MOST_RECORDINGS = 30;
const THINK_MS = 900;

export type DriverOptions = SessionOptions & {
  /** Where the sandbox's own sites are. */
  sitesOrigin: string;
  pace: number;
  questionLimitMs: number;
};

type Outcome = { output: string | null; failure: string | null };

export class Driver {
  readonly #options: DriverOptions;
  readonly #browsers = bulkhead(MOST_BROWSERS, Number.POSITIVE_INFINITY);
  readonly #going = new Map<DrivenRun, Promise<void>>();
  readonly #recorded: DrivenRun[] = [];
  #isClosed = false;

  constructor(options: DriverOptions) {
    this.#options = options;
  }

  /** Takes a run to its end; returns at once, and whatever happens is told by the run. */
  drive(run: DrivenRun): void {
    if (this.#isClosed) {
      run.abort(Date.now());
      return;
    }
    const isQueued = this.#browsers.executionSlots === 0;
    if (isQueued) run.queue("Waiting for a free browser");
    const going = this.#browsers
      .execute(() => (run.ended ? undefined : this.#browse(run, isQueued)))
      .catch((error: unknown) => run.fail(explained(error, this.#options.pageLimitMs)))
      .finally(() => this.#going.delete(run));
    this.#going.set(run, going);
  }

  /** Stops what is going on, and takes nothing more; resolves when no browser is left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const run of this.#going.keys()) run.abort(Date.now());
    await Promise.all(this.#going.values());
  }

  async #browse(run: DrivenRun, isQueued: boolean): Promise<void> {
    const { pace } = this.#options;
    const think = () => delay(THINK_MS * pace, undefined, { signal: run.stopped });
    // A run that waited has been shown already; another one appears a moment after its creation.
    if (!isQueued) await think();
    run.say("Analyzing the task and deciding next steps.");
    const plan = planOf(run.task);
    await think();
    run.say("Getting a browser session");
    const session = await Session.open(this.#options, run.stopped).catch((error: unknown) => {
      throw new Error(`no browser session: ${String(error).split("\n", 1)[0]}`, { cause: error });
    });
    const { output, failure } = await this.#work(run, session, plan);
    if (run.ended) return;
    run.say("Learning from the work so far");
    await this.#record(run, session);
    if (failure === null) run.complete(output);
    else run.fail(failure);
  }

  /** Does the task; the browser is closed by the end of it, whatever happens. */
  async #work(run: DrivenRun, session: Session, plan: Plan): Promise<Outcome> {
    const hand = new Hand({ ...this.#options, session, run });
    try {
      run.open(session);
      const working = work(hand, plan, this.#options.sitesOrigin);
      const stop = untilAborted(run.stopped, run);
      // What loses the race may still fail, of a browser that is gone.
      for (const one of [working, stop]) one.catch(() => {});
      const output = await Promise.race([working, session.broken, hand.watchdog.bitten, stop]);
      return { output, failure: null };
    } catch (error) {
      return { output: null, failure: explained(error, this.#options.pageLimitMs) };
    } finally {
      hand.watchdog.hold();
      if (!run.ended) await session.look();
      await session.close();
      run.close();
      run.memory = session.mostMemory;
    }
  }

  /** Whatever comes of it, what the run found stands. */
  async #record(run: DrivenRun, session: Session): Promise<void> {
    let recording: Buffer | null = null;
    try {
      recording = await session.pictures.gif();
    } catch (error) {
      console.error("sandbox: no recording:", error);
    }
    if (run.ended) return;
    if (recording === null) {
      run.gif = { status: "error", error: "No recording could be made." };
      return;
    }
    run.recording = recording;
    run.gif = { status: "completed", url: OWN_RECORDING };
    this.#recorded.push(run);
    const oldest = this.#recorded.length > MOST_RECORDINGS ? this.#recorded.shift() : undefined;
    if (!oldest) return;
    oldest.recording = null;
    oldest.gif = { status: "error", error: "The recording is no longer kept." };
  }
}
