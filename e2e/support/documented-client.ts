/** A client of the API written from its document alone, as the API's own SDK behaves. */
import { setTimeout as delay } from "node:timers/promises";

type Envelope<T> = {
  success: boolean;
  data?: T;
  error?: string;
  code?: string;
  total?: number;
  page?: number;
  limit?: number;
};

type Status = {
  status: string | null;
  detailedStatus?: string;
  toolCall: { toolCallId: string; tool: { name: string } } | null;
  liveStatus: unknown;
};
type Result = { status: string; error?: string; output?: unknown; dataTable: object[] };
type Gif = { status: "pending" | "error" | "completed"; url?: string; error?: string };

/** What it throws: every failure is one, whatever its HTTP code. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly body: Envelope<unknown>;

  constructor(status: number, body: Envelope<unknown>) {
    super(body.error);
    this.status = status;
    this.body = body;
  }
}

type Options = {
  baseUrl: string;
  apiKey: string;
  /** Told of every answer. */
  onAnswer?: (method: string, path: string, status: number, body: unknown) => void;
};

const POLL_MS = 1_000;

export class DocumentedClient {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async #call<T>(
    method: "GET" | "POST" | "PUT",
    path: string,
    query: Record<string, string | number | undefined> = {},
    body?: unknown,
  ): Promise<Envelope<T>> {
    const { baseUrl, apiKey, onAnswer } = this.#options;
    const url = new URL(`${baseUrl}${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const response = await fetch(url, {
      method,
      headers: { "x-api-key": apiKey, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Envelope<T>;
    onAnswer?.(method, path, response.status, answer);
    if (!response.ok || !answer.success) throw new ApiFailure(response.status, answer);
    return answer;
  }

  health = () => this.#call<string>("GET", "/health");
  check = () => this.#call<string>("GET", "/check");

  createTask = (task: { task: string; agent?: string; tools?: object[] }) =>
    this.#call<{ taskId: string }>("POST", "/task/create", {}, task);

  listTasks = (query: { page?: number; limit?: number } = {}) =>
    this.#call<{ id: string; status: string; readable_name: string }[]>("GET", "/tasks", query);

  listTaskRuns = (taskId: string, query: { page?: number; limit?: number } = {}) =>
    this.#call<{ id: string; created_at: string }[]>("GET", `/task/${taskId}/runs`, query);

  getTaskRunStatus = (taskId: string, runId?: string) =>
    this.#call<Status>("GET", `/task/${taskId}/run/status`, { runId });

  getTaskRunResult = (taskId: string, runId?: string) =>
    this.#call<Result>("GET", `/task/${taskId}/run/result`, { runId });

  getTaskRunGif = (taskId: string, runId?: string) =>
    this.#call<Gif>("GET", `/task/${taskId}/run/gif`, { runId });

  // Its HTTP library sends a body that is not there as null.
  stopTaskRun = (taskId: string, runId?: string) =>
    this.#call<never>("PUT", `/task/${taskId}/run/stop`, { runId }, null);

  stopTask = (taskId: string) => this.#call<never>("PUT", `/task/${taskId}/stop`, {}, null);

  submitInput = (taskId: string, given: { input: string; toolCallId?: string }, runId?: string) =>
    this.#call<never>("POST", `/task/${taskId}/run/tool-input`, { runId }, given);

  /** Polls until the newest run is over, and reads its result. */
  async waitForRun(taskId: string, onStatus?: (status: Status) => void): Promise<Result> {
    for (;;) {
      const { data } = await this.getTaskRunStatus(taskId);
      if (data) onStatus?.(data);
      if (data?.status === "completed" || data?.status === "error") break;
      await delay(POLL_MS);
    }
    const { data } = await this.getTaskRunResult(taskId);
    if (!data) throw new Error("no result");
    return data;
  }
}
