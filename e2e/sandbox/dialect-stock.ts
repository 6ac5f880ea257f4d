/** The API as the real server speaks it: upstream.md points 1 to 18, quirk by quirk. */
import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "./answer.ts";
import { errorPage, failure, ok } from "./answer.ts";
import { beginRun } from "./begin.ts";
import type { ApiCall, DialectHandler } from "./dialect.ts";
import { bodyRecord, gifOf, runRow, taskOf } from "./dialect.ts";
import type { Run } from "./run.ts";
import { stockPage } from "./stock-paging.ts";
import type { Task, World } from "./world.ts";

const CREATE_MS = 1_400;
const NAME_WORDS = 5;
const MAX_TABLE_ROWS = 100;

/** Every failure is a 200 (point 1). */
const refused = (error: string): Answer => failure(200, error);
/** What status says of no run, an unknown task and somebody else's task alike (point 8). */
const nulls = (): Answer => ok({ status: null, toolCall: null, liveStatus: null });

export const stockPageError = ({ request }: Pick<ApiCall, "request">): Answer =>
  errorPage(404, `Cannot ${request.method} ${request.url}`);

/** Waits for a model, then answers; the run appears later (point 18). */
async function create(world: World, { account, body, arrivedMs }: ApiCall): Promise<Answer> {
  const { task: text, agent = "BROWSER_AGENT" } = bodyRecord(body);
  if (typeof text !== "string" || text.trim() === "") return refused("Task is required");
  await delay(CREATE_MS);
  // Gone while the model was thinking.
  if (world.accounts.get(account.key) !== account) return refused("Invalid API key");
  const name = text.trim().split(/\s+/).slice(0, NAME_WORDS).join(" ").slice(0, 255);
  const task = world.addTask(account, { name });
  beginRun(world, account, task, { text, agent: String(agent), arrivedMs });
  return ok({ taskId: task.id });
}

const blank = (value: unknown): unknown => (typeof value === "number" ? 0 : "");

/** What a row looks like before the agent has filled it. */
const placeholder = (row: unknown, index: number): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(bodyRecord(row)).map(([key, value]) => [key, blank(value)])),
  status: "pending",
  rowId: index + 1,
});

/** The table is the task's, the same for each of its runs (point 13). */
function tableOf(newest: Run | undefined): unknown {
  const table = newest?.result.dataTable ?? [];
  if (!newest || !Array.isArray(table)) return table;
  if (newest.ended) return table.slice(0, MAX_TABLE_ROWS);
  return (table.length > 0 ? table.slice(0, 1) : [{ title: "" }]).map(placeholder);
}

function result(run: Run | undefined, newest: Run | undefined): Answer {
  if (!run) return ok({ status: null, dataTable: [] });
  const { status } = run.data;
  const { error, output } = run.ended ? run.result : {};
  return ok({
    status,
    error: (status === "error" && error) || undefined,
    output: output || undefined,
    dataTable: tableOf(newest),
  });
}

/** Never delivers: it compares a field that does not exist, or drops the answer (point 12). */
const toolInput = (body: unknown): Answer =>
  bodyRecord(body).toolCallId ? refused("Tool call ID mismatch") : ok();

/** Stopping one run aborts the others of its task too (point 15). */
function stop(run: Run | undefined, runs: Run[]): Answer {
  if (!run) return refused("Run not found");
  if (run.ended) return refused("Run already completed");
  for (const other of runs) if (!other.ended) other.abort(Date.now());
  return ok();
}

function onRun(world: World, call: ApiCall, runs: Run[]): Answer {
  const newest = runs[0];
  // The query's run id is ignored; only the path's counts (points 7, 13, 15 and 17).
  const run = call.pathRunId === null ? newest : runs.find(({ id }) => id === call.pathRunId);
  switch (call.endpoint) {
    case "status":
      return newest && call.pathRunId === null ? ok(newest.data) : nulls();
    case "result":
      return result(run, newest);
    case "gif":
      return ok(run ? gifOf(world, run) : { status: "pending" });
    case "stop":
      return stop(run, runs);
    default:
      return toolInput(call.body);
  }
}

const runsOf = (world: World, call: ApiCall, task: Task | undefined): Run[] =>
  task ? world.visibleRuns(call.account, task) : [];

export const stock: DialectHandler = (world, call) => {
  switch (call.endpoint) {
    case "unknown":
      return stockPageError(call);
    case "health":
    case "check":
      return ok("ok");
    case "create":
      return create(world, call);
    case "tasks":
      return stockPage(call.query, "flows", call.account.listed(), (task) => ({
        id: task.id,
        status: world.taskStatus(call.account, task),
        readable_name: task.name,
      }));
    case "runs":
      return stockPage(call.query, "runs", runsOf(world, call, taskOf(call)), runRow);
    case "taskStop":
      // Says success and does nothing (point 16).
      return ok();
    default:
      return onRun(world, call, runsOf(world, call, taskOf(call)));
  }
};
