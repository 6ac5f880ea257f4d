import { z } from "zod";
import { timelineQuerySchema } from "@/lib/contract/exports";
import { sessionRoute } from "@/lib/server/http/route";
import { exportTimeline } from "@/lib/server/runs/timeline-file";

export const GET = sessionRoute(
  {
    name: "/api/tasks/{taskId}/runs/{runId}/timeline",
    query: timelineQuerySchema,
    answer: z.never(),
  },
  async ({ runtime, caller, id, query: { format } }) => ({
    download: await exportTimeline(runtime, caller, id("taskId"), id("runId"), format),
  }),
);
