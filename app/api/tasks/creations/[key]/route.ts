import { creationSchema, idempotencyKeySchema } from "@/lib/contract/actions";
import { getCreation } from "@/lib/server/actions/create-task";
import { sessionRoute } from "@/lib/server/http/route";

export const GET = sessionRoute(
  { name: "/api/tasks/creations/{key}", answer: creationSchema },
  async ({ runtime, caller, id }) => ({
    answer: await getCreation(runtime, caller, id("key", idempotencyKeySchema)),
  }),
);
