import {
  answerLinkQuerySchema,
  answerLinkStandingSchema,
  createAnswerLinkSchema,
  createdAnswerLinkSchema,
} from "@/lib/contract/answer-links";
import { sessionRoute } from "@/lib/server/http/route";
import { answerLinkOf, createAnswerLink } from "@/lib/server/shares/answer-link-owner";

const name = "/api/answer-links";

export const POST = sessionRoute(
  { name, body: createAnswerLinkSchema, answer: createdAnswerLinkSchema },
  async ({ caller, body }) => ({ answer: await createAnswerLink(caller, body) }),
);

export const GET = sessionRoute(
  { name, query: answerLinkQuerySchema, answer: answerLinkStandingSchema },
  async ({ caller, query }) => ({ answer: await answerLinkOf(caller, query) }),
);
