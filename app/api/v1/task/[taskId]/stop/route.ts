import { DOCUMENTED } from "@/lib/contract/documented";
import { STOP_DEADLINE_MS } from "@/lib/server/actions/stop";
import { stopWholeTask } from "@/lib/server/documented/stop";
import { documentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = documentedRoute(
  DOCUMENTED.stopTask,
  async ({ runtime, caller, id }) => {
    await stopWholeTask(runtime, caller, id("taskId"));
    return {};
  },
  STOP_DEADLINE_MS,
);
