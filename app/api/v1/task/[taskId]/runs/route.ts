import { DOCUMENTED } from "@/lib/contract/documented";
import { listRuns } from "@/lib/server/documented/runs";
import { documentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = documentedRoute(
  DOCUMENTED.listRuns,
  ({ runtime, caller, id, query }) => listRuns(runtime, caller, id("taskId"), query),
);
