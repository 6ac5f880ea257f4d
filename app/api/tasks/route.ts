import { createdTaskSchema, createTaskSchema, idempotencyKeySchema } from "@/lib/contract/actions";
import { taskListQuerySchema, taskListSchema } from "@/lib/contract/api";
import { CREATE_DEADLINE_MS, createTask } from "@/lib/server/actions/create-task";
import { AppError } from "@/lib/server/errors";
import { sessionRoute } from "@/lib/server/http/route";
import { getTaskList } from "@/lib/server/runs/task-list";

export const GET = sessionRoute(
  { name: "/api/tasks", query: taskListQuerySchema, answer: taskListSchema },
  async ({ caller, query }) => ({ answer: await getTaskList(caller, query) }),
);

/** @throws AppError `bad_request` */
function keyOf(request: Request): string {
  const key = idempotencyKeySchema.safeParse(request.headers.get("idempotency-key"));
  if (key.success) return key.data;
  throw new AppError("bad_request", {
    message:
      "A task is created under a key of its own, so that it is never created twice. Send one as Idempotency-Key: 16 to 64 letters, digits, “-” and “_”.",
  });
}

export const POST = sessionRoute(
  {
    name: "/api/tasks",
    body: createTaskSchema,
    answer: createdTaskSchema,
    deadlineMs: CREATE_DEADLINE_MS,
  },
  async ({ runtime, request, caller, body }) => ({
    answer: await createTask(runtime, caller, body, keyOf(request)),
  }),
);
