import { answeredSchema, answerSchema } from "@/lib/contract/actions";
import { questionQuerySchema, questionSchema } from "@/lib/contract/answer-links";
import { ANSWER_DEADLINE_MS } from "@/lib/server/actions/answer";
import { limitWrites } from "@/lib/server/http/limits";
import { shareRoute } from "@/lib/server/http/share-route";
import { answerThroughLink, getQuestion } from "@/lib/server/shares/answer-link-use";

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
  // A link is settled by the answer's own end, which comes first.
  { name, body: answerSchema, answer: answeredSchema, deadlineMs: ANSWER_DEADLINE_MS + 5_000 },
  async ({ request, runtime, id, body }) => {
    const linkId = id("linkId");
    const authorization = request.headers.get("authorization");
    const admit = () => limitWrites(`answers through ${linkId}`);
    return {
      answer: await answerThroughLink(runtime, linkId, authorization, body.input, admit),
    };
  },
);
