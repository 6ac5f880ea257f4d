/** Which endpoint a request means. Forms with the run id in the path are only some servers' own. */
export const ENDPOINTS = [
  "check",
  "tasks",
  "runs",
  "status",
  "result",
  "stop",
  "taskStop",
  "gif",
  "toolInput",
  "create",
  "health",
  "unknown",
] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

export type Route = {
  endpoint: Endpoint;
  taskId: string | null;
  /** The run id of the path, never of the query. */
  pathRunId: string | null;
};

const TASK = "/task/(?<task>[^/]+)";
const RUN = `${TASK}/run(?:/(?<run>[^/]+))?`;
const ROUTES: [Endpoint, string, RegExp][] = [
  ["health", "GET", /^\/health$/],
  ["check", "GET", /^\/check$/],
  ["create", "POST", /^\/task\/create$/],
  ["tasks", "GET", /^\/tasks$/],
  ["runs", "GET", new RegExp(`^${TASK}/runs$`)],
  ["taskStop", "PUT", new RegExp(`^${TASK}/stop$`)],
  ["status", "GET", new RegExp(`^${RUN}/status$`)],
  ["result", "GET", new RegExp(`^${RUN}/result$`)],
  ["gif", "GET", new RegExp(`^${RUN}/gif$`)],
  ["stop", "PUT", new RegExp(`^${RUN}/stop$`)],
  ["toolInput", "POST", new RegExp(`^${RUN}/tool-input$`)],
];

/** The path part as text, or as it stands when it does not decode. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** @param path what follows `/api/v1` */
export function route(method: string, path: string): Route {
  const wanted = method === "HEAD" ? "GET" : method;
  for (const [endpoint, allowed, pattern] of ROUTES) {
    const match = allowed === wanted ? pattern.exec(path) : null;
    if (!match) continue;
    const { task, run } = match.groups ?? {};
    return {
      endpoint,
      taskId: task === undefined ? null : decoded(task),
      pathRunId: run === undefined ? null : decoded(run),
    };
  }
  return { endpoint: "unknown", taskId: null, pathRunId: null };
}
