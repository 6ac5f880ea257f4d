import { runListQuerySchema, runListSchema } from "@/lib/contract/api";
import { sessionRoute } from "@/lib/server/http/route";
import { getRunList } from "@/lib/server/runs/run-list";

export const GET = sessionRoute(
  { name: "/api/tasks/{taskId}/runs", query: runListQuerySchema, answer: runListSchema },
  async ({ caller, id, query }) => ({
    answer: await getRunList(caller, id("taskId"), query),
  }),
);
