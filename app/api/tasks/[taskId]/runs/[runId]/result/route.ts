import { resultSchema } from "@/lib/contract/api";
import { resultQuerySchema } from "@/lib/contract/exports";
import { sessionRoute } from "@/lib/server/http/route";
import { exportResult, getRunResult } from "@/lib/server/runs/run-result";

export const GET = sessionRoute(
  {
    name: "/api/tasks/{taskId}/runs/{runId}/result",
    query: resultQuerySchema,
    answer: resultSchema,
  },
  async ({ runtime, caller, id, query: { format } }) => {
    const [taskId, runId] = [id("taskId"), id("runId")];
    return format
      ? { download: await exportResult(runtime, caller, taskId, runId, format) }
      : { answer: await getRunResult(runtime, caller, taskId, runId) };
  },
);
