/** Somebody who keeps looking at a run over HTTP, and remembers what they were told. */
import type { RunView, Transition } from "../../lib/contract/api.ts";
import type { Client } from "./http-client.ts";

/** A transition that was told once may get an end later; all else of it must stay. */
const told = ({ until: _until, ...rest }: Transition) => JSON.stringify(rest);

const ANSWERS_WITHIN_MS = 20_000;

export class Viewer {
  /** How often each HTTP status came; 0 stands for no answer at all. */
  readonly statuses = new Map<number, number>();
  /** Every transition that was ever told, by seq. */
  readonly acknowledged = new Map<number, string>();
  /** Transitions that were told differently later: there must be none. */
  readonly contradictions: string[] = [];
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

/**
 * What a client reads of a run that must answer. A store that was away for a moment, and a first
 * look that took longer than it is waited for, are asked again.
 * @throws Error when it does not answer, or with anything else
 */
export async function readRun(client: Client, path: string): Promise<RunView> {
  const deadline = Date.now() + ANSWERS_WITHIN_MS;
  let answer = await client.get(path);
  while ([503, 504].includes(answer.status) && Date.now() < deadline) {
    answer = await client.get(path);
  }
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text) as RunView;
}

/** Every seq from 1 on, once. */
export const isSeamless = ({ transitions }: RunView): boolean =>
  transitions.every(({ seq }, index) => seq === index + 1);
