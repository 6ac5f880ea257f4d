import { z } from "zod";
import { optionalIdSchema } from "@/lib/contract/api";
import { documentedStatusSchema } from "@/lib/contract/documented";
import { documentedFailure } from "@/lib/server/http/documented-failure";
import { apiKeyRoute } from "@/lib/server/http/route";
import { getStatus } from "@/lib/server/runs/api-status";

export const GET = apiKeyRoute(
  {
    name: "/api/v1/task/{taskId}/run/status",
    query: z.object({ runId: optionalIdSchema }),
    answer: documentedStatusSchema,
    failure: documentedFailure,
  },
  async ({ caller, id, query }) => ({
    answer: { success: true as const, data: await getStatus(caller, id("taskId"), query.runId) },
  }),
);
