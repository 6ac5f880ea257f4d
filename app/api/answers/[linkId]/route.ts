import { answeredSchema, answerSchema } from "@/lib/contract/actions";
import { questionQuerySchema, questionSchema } from "@/lib/contract/answer-links";
import { limitWrites } from "@/lib/server/http/limits";
import { shareRoute } from "@/lib/server/http/share-route";
import {
  answerThroughLink,
  getQuestion,
  LINK_DEADLINE_MS,
} from "@/lib/server/shares/answer-link-use";

const name = "/api/answers/{linkId}";

export const GET = shareRoute(
  { name, query: questionQuerySchema, answer: questionSchema },
  async ({ request, runtime, id, query }) => {
    const authorization = request.headers.get("authorization");
    const isOpening = request.method === "GET" && query.on === undefined;
    return { answer: await getQuestion(runtime, id("linkId"), authorization, isOpening) };
  },
);

export const POST = shareRoute(
  { name, body: answerSchema, answer: answeredSchema, deadlineMs: LINK_DEADLINE_MS },
  async ({ request, runtime, id, body }) => {
    const linkId = id("linkId");
    const authorization = request.headers.get("authorization");
    const admit = () => limitWrites(`answers through ${linkId}`);
    return {
      answer: await answerThroughLink(runtime, linkId, authorization, body.input, admit),
    };
  },
);
