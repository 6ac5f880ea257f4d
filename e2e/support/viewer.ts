/** Somebody who keeps looking at a run over HTTP, and remembers what they were told. */
import type { RunView, Transition } from "../../lib/contract/api.ts";
import type { Answer, Client } from "./http-client.ts";
import { until } from "./test.ts";

/** A transition that was told once may get an end later; all else of it must stay. */
const told = ({ until: _until, ...rest }: Transition) => JSON.stringify(rest);

export class Viewer {
  /** How often each HTTP status came; 0 stands for no answer at all. */
  readonly statuses = new Map<number, number>();
  /** Every transition that was ever told, by seq. */
  readonly acknowledged = new Map<number, string>();
  /** Transitions that were told differently later: there must be none. */
  readonly contradictions: string[] = [];
  /** Answers without the headers of every answer: there must be none. */
  bare = 0;
  newest: RunView | null = null;
  readonly #client: Client;
  readonly #path: string;
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  /** @param path of the run in the dashboard's API */
  constructor(client: Client, path: string) {
    this.#client = client;
    this.#path = path;
  }

  /** Reads the run once, whatever comes of it. */
  async look(): Promise<number> {
    const answer = await this.#client.get(this.#path).catch(() => null);
    const status = answer?.status ?? 0;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (answer && answer.headers["x-content-type-options"] === undefined) this.bare += 1;
    if (answer?.status === 200) this.#take(JSON.parse(answer.text) as RunView);
    return status;
  }

  /** Reads the run again and again, so long after each answer. */
  start(everyMs: number): this {
    const next = async () => {
      await this.look();
      if (!this.#isStopped) this.#timer = setTimeout(() => void next(), everyMs);
    };
    void next();
    return this;
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #take(view: RunView): void {
    this.newest = view;
    for (const transition of view.transitions) {
      const known = this.acknowledged.get(transition.seq);
      const now = told(transition);
      if (known !== undefined && known !== now) this.contradictions.push(`${known} -> ${now}`);
      this.acknowledged.set(transition.seq, now);
    }
  }
}

/** What a client reads of a run that must answer. @throws Error when it does not */
export const readRun = async (client: Client, path: string): Promise<RunView> =>
  viewIn(await client.get(path), path);

function viewIn({ status, text }: Answer, path: string): RunView {
  if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text) as RunView;
}

const isBusy = ({ status }: Answer) => status === 503 || status === 504;

/**
 * The same of a run that was not looked at before, or of a store that was away: a first look that
 * took longer than it is waited for, and a store that does not answer, are asked again.
 */
export async function firstRead(client: Client, path: string): Promise<RunView> {
  let answer = await client.get(path);
  await until(async () => {
    if (isBusy(answer)) answer = await client.get(path);
    return isBusy(answer);
  }).toBe(false);
  return viewIn(answer, path);
}

/** Every seq from 1 on, once. */
export const isSeamless = ({ transitions }: RunView): boolean =>
  transitions.every(({ seq }, index) => seq === index + 1);
