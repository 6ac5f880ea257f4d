/** The sandbox's control interface, typed: one key per test, so that tests run side by side. */

export type Dialect = "stock" | "documented";
export type SampleData = {
  status?: unknown;
  detailedStatus?: unknown;
  toolCall?: unknown;
  liveStatus?: unknown;
};
export type Script = {
  name?: string;
  samples: { atMs: number; data: SampleData }[];
  result?: Record<string, unknown>;
  gif?: Record<string, unknown>;
};
export type RunOptions = {
  /** A script's name, or the script itself. */
  script: string | Script;
  speed?: number;
  /** Stands at its first sample and moves only by `advance`. */
  manual?: boolean;
  startedAgoMs?: number;
};
export type TaskOptions = {
  name?: string;
  recurring?: boolean;
  active?: boolean;
  runs?: RunOptions[];
};
export type Endpoint =
  | "check"
  | "tasks"
  | "runs"
  | "status"
  | "result"
  | "stop"
  | "taskStop"
  | "gif"
  | "toolInput"
  | "create"
  | "health"
  | "unknown";
export type Fault = {
  endpoint: Endpoint | "*";
  kind: string;
  times?: number;
  afterCalls?: number;
  [more: string]: unknown;
};
export type Calls = {
  byEndpoint: Record<Endpoint, number>;
  log: {
    at: number;
    endpoint: Endpoint;
    method: string;
    url: string;
    runId: string | null;
    bodyBytes: number;
    answeredAt: number | null;
    outcome: unknown;
  }[];
  total: number;
};
export type TrueTransition = {
  at: number;
  status: unknown;
  detailedStatus: unknown;
  toolCallId: unknown;
  live: unknown;
};

export type SandboxKey = ReturnType<typeof keyControl>;

async function call<T>(origin: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${origin}/_sandbox${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : null) as T;
}

function keyControl(origin: string, key: string, dialect: Dialect) {
  const at = <T>(method: string, path: string, body?: unknown) =>
    call<T>(origin, method, `/keys/${key}${path}`, body);
  return {
    key,
    dialect,
    addTask: (task: TaskOptions) =>
      at<{ taskId: string; runIds: string[] }>("POST", "/tasks", task),
    /** Many ended tasks at once. */
    addTasks: (count: number, prefix: string, script?: string) =>
      at<{ taskIds: string[] }>("POST", "/tasks/bulk", { count, prefix, script }),
    changeTask: (taskId: string, change: { name?: string; active?: boolean }) =>
      at<unknown>("POST", `/tasks/${taskId}`, change),
    addRun: (taskId: string, run: RunOptions) =>
      at<{ runId: string }>("POST", `/tasks/${taskId}/runs`, run),
    advance: (runId: string, steps = 1) =>
      at<{ index: number; of: number; sample: SampleData }>("POST", `/runs/${runId}/advance`, {
        steps,
      }),
    /** Sets what the run shows at this moment; any JSON. */
    show: (runId: string, sample: SampleData & { result?: unknown }) =>
      at<unknown>("POST", `/runs/${runId}/sample`, sample),
    /** A task's runs, oldest first, also one that is not listed yet, and what each shows now. */
    runs: async (taskId: string) =>
      (await at<{ runs: { runId: string; data: SampleData }[] }>("GET", `/tasks/${taskId}`)).runs,
    /** What really happened, and what came of it. */
    log: (runId: string) =>
      at<{ transitions: TrueTransition[]; result: Record<string, unknown> }>(
        "GET",
        `/runs/${runId}/log`,
      ),
    /** What really happened, as the sandbox knows it. */
    truth: async (runId: string) =>
      (await at<{ transitions: TrueTransition[] }>("GET", `/runs/${runId}/log`)).transitions,
    /** The answers a run was given, as its server read them. */
    answers: async (runId: string) =>
      (await at<{ answers: unknown[] }>("GET", `/runs/${runId}/log`)).answers,
    calls: () => at<Calls>("GET", "/calls"),
    resetCalls: () => at<unknown>("DELETE", "/calls"),
    setFaults: (...faults: Fault[]) => at<unknown>("PUT", "/faults", { faults }),
    clearFaults: () => at<unknown>("DELETE", "/faults"),
    /** From now on the key is a wrong one. */
    revoke: () => at<unknown>("DELETE", ""),
  };
}

/** A new key with a world of its own. */
export async function mintKey(
  origin: string,
  options: { dialect?: Dialect; seed?: "empty" | "demo"; key?: string } = {},
): Promise<SandboxKey> {
  const { key, dialect } = await call<{ key: string; dialect: Dialect }>(origin, "POST", "/keys", {
    dialect: "stock",
    ...options,
  });
  return keyControl(origin, key, dialect);
}

/** Cuts every connection to a sandbox until `endOutage`. */
export const beginOutage = (origin: string) => call<unknown>(origin, "POST", "/outage", {});
export const endOutage = (origin: string) => call<unknown>(origin, "DELETE", "/outage");
