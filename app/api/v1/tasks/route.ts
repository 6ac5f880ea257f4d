import { DOCUMENTED } from "@/lib/contract/documented";
import { listTasks } from "@/lib/server/documented/tasks";
import { documentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = documentedRoute(
  DOCUMENTED.listTasks,
  ({ runtime, caller, query }) => listTasks(runtime, caller, query),
);
