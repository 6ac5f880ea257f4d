import { answeredSchema, answerSchema, toolCallIdSchema } from "@/lib/contract/actions";
import { ANSWER_DEADLINE_MS, answerToolCall } from "@/lib/server/actions/answer";
import { sessionRoute } from "@/lib/server/http/route";

export const POST = sessionRoute(
  {
    name: "/api/tasks/{taskId}/runs/{runId}/tool-calls/{callId}",
    body: answerSchema,
    answer: answeredSchema,
    deadlineMs: ANSWER_DEADLINE_MS,
  },
  async ({ runtime, caller, id, body }) => {
    const question = {
      taskId: id("taskId"),
      runId: id("runId"),
      callId: id("callId", toolCallIdSchema),
    };
    return { answer: await answerToolCall(runtime, caller, question, body.input) };
  },
);
