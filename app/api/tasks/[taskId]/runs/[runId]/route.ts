import { runViewQuerySchema, runViewSchema } from "@/lib/contract/api";
import { sessionRoute } from "@/lib/server/http/route";
import { getRunView } from "@/lib/server/runs/run-view";

export const GET = sessionRoute(
  {
    name: "/api/tasks/{taskId}/runs/{runId}",
    query: runViewQuerySchema,
    answer: runViewSchema,
    isLook: true,
    isPolled: true,
  },
  async ({ caller, id, query }) => ({
    answer: await getRunView(caller, id("taskId"), id("runId"), query),
  }),
);
