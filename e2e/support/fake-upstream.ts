import type { FakeClock } from "@/e2e/support/fake-clock";
import type { HttpAnswer, HttpRequest, Transport } from "@/lib/server/upstream/transport";

export type Status = {
  status: string | null;
  detailedStatus?: string | null;
  toolCall?: unknown;
  liveStatus?: unknown;
};

export type Write = {
  method: string;
  path: string;
  body: Record<string, unknown> | undefined;
};

type Run = { id: string; created_at: string; result: Record<string, unknown> };

/** One task of an upstream that runs on a fake clock, in the real server's manner. */
export class FakeUpstream {
  readonly calls: string[] = [];
  runs: Run[] = [];
  present: Status = { status: null };
  active = true;
  /** Thrown or answered instead, by what the URL contains. */
  readonly faults = new Map<string, () => HttpAnswer>();
  /** Runs while a status call is on its way, before it is answered. */
  duringStatus: (() => void) | null = null;
  /** The same of a result call. */
  duringResult: (() => void) | null = null;
  /** Everything that was to change something, in the order it came. */
  readonly writes: Write[] = [];
  /** Runs when such a call has come in, before it is answered. */
  onWrite: ((write: Write) => void) | null = null;
  /** Whether lists say how long they are. */
  hasTotals = true;
  readonly #clock: FakeClock;
  readonly #latencyMs: number;

  constructor(clock: FakeClock, latencyMs = 20) {
    this.#clock = clock;
    this.#latencyMs = latencyMs;
  }

  /** Starts a run, the newest from now on. */
  start(id: string, status: Status): void {
    const created_at = new Date(this.#clock.now()).toISOString();
    this.runs.unshift({ id, created_at, result: { status: "running" } });
    this.present = status;
  }

  /** Ends the newest run. */
  end(status: string, result: Record<string, unknown> = {}): void {
    this.present = { status, detailedStatus: status, liveStatus: "" };
    const [newest] = this.runs;
    if (newest) newest.result = { status, dataTable: [], ...result };
  }

  count(part: string): number {
    return this.calls.filter((url) => url.includes(part)).length;
  }

  readonly transport: Transport = async (request: HttpRequest): Promise<HttpAnswer> => {
    const path = request.url.replace(/^.*\/api\/v1/, "");
    this.calls.push(path);
    await this.#clock.sleep(this.#latencyMs / 2);
    this.#take(request, path);
    const data = this.#answer(path);
    await this.#clock.sleep(this.#latencyMs / 2);
    const fault = [...this.faults].find(([part]) => path.includes(part));
    if (fault) return fault[1]();
    const total = this.hasTotals ? { total: String(this.runs.length) } : {};
    const body = JSON.stringify({ success: true, data, ...total });
    return { status: 200, body, retryAfter: null, date: null };
  };

  #take({ method, body }: HttpRequest, path: string): void {
    if (method === "GET") return;
    const given = body === undefined ? undefined : (JSON.parse(body) as Record<string, unknown>);
    const write = { method, path, body: given };
    this.writes.push(write);
    this.onWrite?.(write);
  }

  #answer(path: string): unknown {
    if (path.startsWith("/tasks")) {
      return [{ id: "task", status: this.active ? "active" : "inactive", readable_name: "A task" }];
    }
    if (path.includes("/runs?")) {
      const limit = Number(/limit=(\d+)/.exec(path)?.[1] ?? 30);
      return this.runs.slice(0, limit).map(({ id, created_at }) => ({ id, created_at }));
    }
    if (path.includes("/run/status")) {
      this.duringStatus?.();
      return this.present;
    }
    if (path.includes("/result")) {
      this.duringResult?.();
      return this.runs.find(({ id }) => path.includes(`/run/${id}/result`))?.result;
    }
    return "ok";
  }
}
