/** Everything the sandbox knows: keys, and each key's tasks and runs. */
import { randomUUID } from "node:crypto";
import { DrivenRun } from "./driven/driven-run.ts";
import type { ReplayOptions } from "./replay.ts";
import { Replay } from "./replay.ts";
import type { Run } from "./run.ts";
import type { Dialect, Script } from "./script.ts";

export type RunSpec = Pick<ReplayOptions, "speed" | "manual"> & {
  script: Script;
  startedAgoMs?: number;
};

export type Task = {
  id: string;
  name: string;
  recurring: boolean;
  /** Raw status set by hand; null while it follows from the runs. */
  status: string | null;
  createdAtMs: number;
  runs: Run[];
  /** A new run this often, made from the next of `scripts`, counted from `fromMs`. */
  schedule: { everyMs: number; fromMs: number; scripts: Script[]; made: number } | null;
};

export class Account {
  readonly key: string;
  readonly dialect: Dialect;
  readonly tasks = new Map<string, Task>();
  #ordered: Task[] | null = null;

  constructor(key: string, dialect: Dialect) {
    this.key = key;
    this.dialect = dialect;
  }

  add(task: Task): void {
    this.tasks.set(task.id, task);
    this.#ordered = null;
  }

  /** Newest first, also among tasks of the same millisecond. */
  listed(): readonly Task[] {
    this.#ordered ??= [...this.tasks.values()]
      .toReversed()
      .sort((a, b) => b.createdAtMs - a.createdAtMs);
    return this.#ordered;
  }
}

export type Held = { run: Run; task: Task };

export class World {
  readonly accounts = new Map<string, Account>();
  /** Dialects of keys that were made invalid: they go on answering in it. */
  readonly revoked = new Map<string, Dialect>();
  readonly runs = new Map<string, Held>();
  /** By the id that is in the live page's address. */
  readonly lives = new Map<string, Held>();
  liveOrigin = "";
  /** Drives a created run's browser to its end; null where there is no browser. */
  drive: ((run: DrivenRun) => void) | null = null;

  /** A key that is there already begins anew. */
  addKey(key: string, dialect: Dialect): Account {
    this.revoke(key);
    const account = new Account(key, dialect);
    this.revoked.delete(key);
    this.accounts.set(key, account);
    return account;
  }

  revoke(key: string): boolean {
    const account = this.accounts.get(key);
    if (account) this.revoked.set(key, account.dialect);
    for (const { runs } of account?.tasks.values() ?? []) for (const run of runs) this.#drop(run);
    return this.accounts.delete(key);
  }

  addTask(
    account: Account,
    { name = "", recurring = false, createdAtMs = Date.now() }: Partial<Task> = {},
  ): Task {
    const id =
      account.dialect === "stock" ? randomUUID() : `task_${randomUUID().replaceAll("-", "")}`;
    const task: Task = {
      id,
      name,
      recurring,
      status: null,
      createdAtMs,
      runs: [],
      schedule: null,
    };
    account.add(task);
    return task;
  }

  addRun(account: Account, task: Task, { startedAgoMs = 0, ...spec }: RunSpec): Replay {
    return this.#hold(task, new Replay({ ...this.#options(account, startedAgoMs), ...spec }));
  }

  /** A run that an agent is to drive by the words of its task. */
  addDriven(account: Account, task: Task, text: string, startedAgoMs: number): DrivenRun {
    const options = { ...this.#options(account, startedAgoMs), task: text };
    return this.#hold(task, new DrivenRun(options));
  }

  /** The runs that can be seen, newest first, each brought to the present. */
  visibleRuns(account: Account, task: Task): Run[] {
    const nowMs = Date.now();
    this.#makeDue(account, task, nowMs);
    return task.runs
      .filter((run) => run.settle(nowMs).appearedAtMs !== null)
      .toReversed()
      .sort((a, b) => (b.appearedAtMs ?? 0) - (a.appearedAtMs ?? 0));
  }

  /** A task is active until its one run ends; a recurring one stays so (upstream.md point 6). */
  taskStatus(account: Account, task: Task): string {
    if (task.status !== null) return task.status;
    if (task.recurring) return "active";
    const runs = this.visibleRuns(account, task);
    const open = task.runs.length > runs.length || runs.some((run) => !run.ended);
    return open || runs.length === 0 ? "active" : "inactive";
  }

  #options({ dialect }: Account, startedAgoMs: number) {
    return { dialect, liveOrigin: this.liveOrigin, startMs: Date.now() - startedAgoMs };
  }

  #hold<T extends Run>(task: Task, run: T): T {
    task.runs.push(run);
    this.runs.set(run.id, { run, task });
    this.lives.set(run.liveId, { run, task });
    return run;
  }

  /** Its browser ends, and its live page and recording are gone. */
  #drop(run: Run): void {
    if (run instanceof DrivenRun && !run.ended) run.abort(Date.now());
    this.runs.delete(run.id);
    this.lives.delete(run.liveId);
  }

  #makeDue(account: Account, task: Task, nowMs: number): void {
    const plan = task.schedule;
    if (!plan || task.status !== null) return;
    for (;;) {
      const dueMs = plan.fromMs + plan.everyMs * (plan.made + 1);
      const script = plan.scripts[plan.made % plan.scripts.length];
      if (dueMs > nowMs || !script) return;
      plan.made += 1;
      this.addRun(account, task, { script, startedAgoMs: nowMs - dueMs });
    }
  }
}
