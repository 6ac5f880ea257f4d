import { taskListQuerySchema, taskListSchema } from "@/lib/contract/api";
import { sessionRoute } from "@/lib/server/http/route";
import { getTaskList } from "@/lib/server/runs/task-list";

export const GET = sessionRoute(
  { name: "/api/tasks", query: taskListQuerySchema, answer: taskListSchema },
  async ({ caller, query }) => ({ answer: await getTaskList(caller, query) }),
);
