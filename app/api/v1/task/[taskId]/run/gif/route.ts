import { DOCUMENTED } from "@/lib/contract/documented";
import { getRunGif } from "@/lib/server/documented/recording";
import { documentedRoute } from "@/lib/server/http/documented-route";

export const { GET, POST, PUT, PATCH, DELETE } = documentedRoute(
  DOCUMENTED.runRecording,
  async ({ runtime, caller, id, query }) => ({
    data: await getRunGif(runtime, caller, id("taskId"), query.runId),
  }),
);
