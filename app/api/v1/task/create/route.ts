import { randomUUID } from "node:crypto";
import { DOCUMENTED } from "@/lib/contract/documented";
import { CREATE_DEADLINE_MS, createTask } from "@/lib/server/actions/create-task";
import { documentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = documentedRoute(
  DOCUMENTED.createTask,
  // Each request is a wish of its own: these clients send no key to tell a repeated one by.
  async ({ runtime, caller, body }) => ({
    data: await createTask(runtime, caller, body, randomUUID()),
  }),
  CREATE_DEADLINE_MS,
);
