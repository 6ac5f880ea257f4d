import { recordingViewSchema } from "@/lib/contract/actions";
import { recordingQuerySchema } from "@/lib/contract/exports";
import { sessionRoute } from "@/lib/server/http/route";
import { getRecording } from "@/lib/server/runs/recording";

export const GET = sessionRoute(
  {
    name: "/api/tasks/{taskId}/runs/{runId}/recording",
    query: recordingQuerySchema,
    answer: recordingViewSchema,
  },
  async ({ runtime, caller, id, query: { ask } }) => ({
    answer: await getRecording(runtime, caller, id("taskId"), id("runId"), ask === "now"),
  }),
);
