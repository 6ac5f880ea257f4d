import { DOCUMENTED } from "@/lib/contract/documented";
import { getHealth } from "@/lib/server/documented/health";
import { openDocumentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = openDocumentedRoute(
  DOCUMENTED.health,
  async ({ runtime, request }) => {
    await getHealth(runtime, request.headers.get("x-runboard-upstream") ?? undefined);
    return { data: "ok" as const };
  },
);
