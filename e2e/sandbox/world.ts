/** Everything the sandbox knows: keys, and each key's tasks and runs. */
import { randomUUID } from "node:crypto";
import type { RunOptions } from "./replay.ts";
import { Run } from "./replay.ts";
import type { Dialect, Script } from "./script.ts";

export type RunSpec = Pick<RunOptions, "speed" | "manual"> & {
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

export class World {
  readonly accounts = new Map<string, Account>();
  /** Dialects of keys that were made invalid: they go on answering in it. */
  readonly revoked = new Map<string, Dialect>();
  readonly runs = new Map<string, { run: Run; task: Task }>();
  liveOrigin = "";

  addKey(key: string, dialect: Dialect): Account {
    const account = new Account(key, dialect);
    this.revoked.delete(key);
    this.accounts.set(key, account);
    return account;
  }

  revoke(key: string): boolean {
    const account = this.accounts.get(key);
    if (account) this.revoked.set(key, account.dialect);
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

  addRun(account: Account, task: Task, { startedAgoMs = 0, ...spec }: RunSpec): Run {
    const run = new Run({
      ...spec,
      dialect: account.dialect,
      liveOrigin: this.liveOrigin,
      startMs: Date.now() - startedAgoMs,
    });
    task.runs.push(run);
    this.runs.set(run.id, { run, task });
    return run;
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
