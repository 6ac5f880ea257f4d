import { taskStoppedSchema } from "@/lib/contract/actions";
import { STOP_DEADLINE_MS, stopTask } from "@/lib/server/actions/stop";
import { sessionRoute } from "@/lib/server/http/route";

export const PUT = sessionRoute(
  {
    name: "/api/tasks/{taskId}/stop",
    answer: taskStoppedSchema,
    deadlineMs: STOP_DEADLINE_MS,
  },
  async ({ runtime, caller, id }) => ({ answer: await stopTask(runtime, caller, id("taskId")) }),
);
