/** The API as it is documented: real HTTP codes, numbers as numbers, the run id in the query. */
import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "./answer.ts";
import { answer, errorPage, failure, ok } from "./answer.ts";
import { beginRun } from "./begin.ts";
import type { ApiCall, DialectHandler } from "./dialect.ts";
import { bodyRecord, gifOf, openQuestion, runRow, taskOf } from "./dialect.ts";
import type { Run } from "./run.ts";
import type { Task, World } from "./world.ts";

const CREATE_MS = 150;
const MAX_LIMIT = 30;

const notFound = (what: string): Answer => failure(404, `${what} not found`);

/** Paths the document does not know: JSON for those who ask for it, a page for the rest. */
export const unknownPath = (call: Pick<ApiCall, "request">): Answer =>
  call.request.headers.accept?.includes("application/json")
    ? notFound("Path")
    : errorPage(404, `Cannot ${call.request.method} ${call.request.url}`);

const valid = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

function page<T>(query: URLSearchParams, rows: readonly T[], row: (item: T) => unknown): Answer {
  const number = Number(query.get("page") ?? 1);
  const limit = Number(query.get("limit") ?? MAX_LIMIT);
  if (!valid(number) || !valid(limit) || limit > MAX_LIMIT) return failure(400, "Invalid paging");
  const from = (number - 1) * limit;
  const data = rows.slice(from, from + limit).map(row);
  return ok(data, { total: rows.length, page: number, limit });
}

async function create(world: World, { account, body, arrivedMs }: ApiCall): Promise<Answer> {
  const { task: text, agent = "BROWSER_AGENT" } = bodyRecord(body);
  if (typeof text !== "string" || text.trim() === "") return failure(400, "task is required");
  await delay(CREATE_MS);
  // Gone while the model was thinking.
  if (world.accounts.get(account.key) !== account) return failure(401, "Invalid API key");
  const task = world.addTask(account, { name: text.slice(0, 255) });
  beginRun(world, account, task, { text, agent: String(agent), arrivedMs });
  return ok({ taskId: task.id });
}

/** A text of JSON that carries fields with values, or the list some clients wrap it in. */
function readAnswer(input: unknown): unknown {
  if (Array.isArray(input)) return readAnswer(bodyRecord(input[0]).content);
  if (typeof input !== "string") return undefined;
  try {
    const parsed: unknown = JSON.parse(input);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function toolInput(run: Run, body: unknown): Answer {
  const { input, toolCallId } = bodyRecord(body);
  const question = openQuestion(run);
  if (!question) return failure(400, "The run is not waiting for input");
  if (toolCallId !== undefined && toolCallId !== question.id) {
    return failure(400, "Tool call ID mismatch");
  }
  const value = readAnswer(input);
  if (value === undefined) return failure(400, "input must be a JSON string of the fields");
  run.answer(value, Date.now());
  return ok();
}

function result(run: Run): Answer {
  const status = run.data.status;
  if (!run.ended) return ok({ status, dataTable: [] });
  const { error, output, dataTable = [] } = run.result;
  return ok({ status, error: status === "error" ? error : undefined, output, dataTable });
}

function onRun(world: World, call: ApiCall, run: Run): Answer {
  switch (call.endpoint) {
    case "status":
      return ok(run.data);
    case "result":
      return result(run);
    case "gif":
      return ok(gifOf(world, run));
    case "toolInput":
      return toolInput(run, call.body);
    default:
      if (run.ended) return failure(400, "Run already completed");
      run.abort(Date.now());
      return ok();
  }
}

function onTask(world: World, call: ApiCall, task: Task): Answer {
  const runs = world.visibleRuns(call.account, task);
  if (call.endpoint === "runs") return page(call.query, runs, runRow);
  if (call.endpoint === "taskStop") {
    task.status = "inactive";
    return ok();
  }
  const wanted = call.query.get("runId");
  const run = wanted === null ? runs[0] : runs.find(({ id }) => id === wanted);
  return run ? onRun(world, call, run) : notFound("Task run");
}

export const documented: DialectHandler = (world, call) => {
  if (call.endpoint === "unknown" || call.pathRunId !== null) return unknownPath(call);
  if (call.endpoint === "check") return ok("ok");
  if (call.endpoint === "create") return create(world, call);
  if (call.endpoint === "tasks") {
    return page(call.query, call.account.listed(), (task) => ({
      id: task.id,
      status: world.taskStatus(call.account, task),
      readable_name: task.name,
    }));
  }
  const task = taskOf(call);
  return task ? onTask(world, call, task) : notFound("Task");
};

export const documentedBodyError = (status: 400 | 413): Answer =>
  failure(status, status === 413 ? "Body too large" : "Malformed JSON");

export const documentedHealth = (): Answer =>
  answer(200, "application/json; charset=utf-8", `{"success":true}`);
