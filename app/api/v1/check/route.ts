import { DOCUMENTED } from "@/lib/contract/documented";
import { check } from "@/lib/server/documented/check";
import { documentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = documentedRoute(
  DOCUMENTED.check,
  async ({ runtime, caller }) => {
    await check(runtime, caller);
    return { data: "ok" as const };
  },
);
