import { DOCUMENTED } from "@/lib/contract/documented";
import { getResult } from "@/lib/server/documented/result";
import { documentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = documentedRoute(
  DOCUMENTED.runResult,
  async ({ runtime, caller, id, query }) => ({
    data: await getResult(runtime, caller, id("taskId"), query.runId),
  }),
);
