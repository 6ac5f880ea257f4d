import { runViewQuerySchema } from "@/lib/contract/api";
import { sharedRunViewSchema } from "@/lib/contract/shares";
import { shareRoute } from "@/lib/server/http/share-route";
import { getSharedRun } from "@/lib/server/shares/get-shared";

export const GET = shareRoute(
  {
    name: "/api/shared/{shareId}",
    query: runViewQuerySchema,
    answer: sharedRunViewSchema,
    isLook: true,
    isPolled: true,
  },
  async ({ request, id, query }) => {
    const { headers, method } = request;
    const isReadingOn =
      query.after !== undefined || query.before !== undefined || headers.has("if-none-match");
    const opening = {
      authorization: headers.get("authorization"),
      isOpening: method === "GET" && !isReadingOn,
    };
    return { answer: await getSharedRun(id("shareId"), opening, query) };
  },
);
