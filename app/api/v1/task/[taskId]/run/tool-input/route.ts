import { DOCUMENTED } from "@/lib/contract/documented";
import { ANSWER_DEADLINE_MS } from "@/lib/server/actions/answer";
import { giveInput } from "@/lib/server/documented/tool-input";
import { documentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = documentedRoute(
  DOCUMENTED.toolInput,
  async ({ runtime, caller, id, query, body }) => {
    await giveInput(runtime, caller, id("taskId"), query.runId, body);
    return {};
  },
  ANSWER_DEADLINE_MS,
);
