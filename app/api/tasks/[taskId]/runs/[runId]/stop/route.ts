import { runStoppedSchema } from "@/lib/contract/actions";
import { STOP_DEADLINE_MS, stopRun } from "@/lib/server/actions/stop";
import { sessionRoute } from "@/lib/server/http/route";

export const PUT = sessionRoute(
  {
    name: "/api/tasks/{taskId}/runs/{runId}/stop",
    answer: runStoppedSchema,
    deadlineMs: STOP_DEADLINE_MS,
  },
  async ({ runtime, caller, id }) => ({
    answer: await stopRun(runtime, caller, id("taskId"), id("runId")),
  }),
);
