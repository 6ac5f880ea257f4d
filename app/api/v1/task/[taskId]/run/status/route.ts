import { DOCUMENTED } from "@/lib/contract/documented";
import { getStatus } from "@/lib/server/documented/status";
import { documentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = documentedRoute(
  DOCUMENTED.runStatus,
  async ({ runtime, caller, id, query }) => ({
    data: await getStatus(runtime, caller, id("taskId"), query.runId),
  }),
);
