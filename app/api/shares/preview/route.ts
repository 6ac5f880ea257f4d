import { sharedRunViewSchema, sharePreviewQuerySchema } from "@/lib/contract/shares";
import { sessionRoute } from "@/lib/server/http/route";
import { previewShare } from "@/lib/server/shares/create-share";

export const GET = sessionRoute(
  { name: "/api/shares/preview", query: sharePreviewQuerySchema, answer: sharedRunViewSchema },
  async ({ caller, query }) => ({ answer: await previewShare(caller, query) }),
);
