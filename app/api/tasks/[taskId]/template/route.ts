import { taskTemplateSchema } from "@/lib/contract/actions";
import { getTaskTemplate } from "@/lib/server/actions/create-task";
import { sessionRoute } from "@/lib/server/http/route";

export const GET = sessionRoute(
  { name: "/api/tasks/{taskId}/template", answer: taskTemplateSchema },
  async ({ runtime, caller, id }) => ({
    answer: await getTaskTemplate(runtime, caller, id("taskId")),
  }),
);
