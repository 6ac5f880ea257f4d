import { DOCUMENTED } from "@/lib/contract/documented";
import { STOP_DEADLINE_MS } from "@/lib/server/actions/stop";
import { stopOneRun } from "@/lib/server/documented/stop";
import { documentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = documentedRoute(
  DOCUMENTED.stopRun,
  async ({ runtime, caller, id, query }) => {
    await stopOneRun(runtime, caller, id("taskId"), query.runId);
    return {};
  },
  STOP_DEADLINE_MS,
);
