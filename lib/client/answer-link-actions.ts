/** What is done with links that answer one question. Every one throws ApiError. */
import type { Answered } from "../contract/actions.ts";
import type {
  AnswerLinkQuery,
  AnswerLinkStanding,
  CreateAnswerLink,
  CreatedAnswerLink,
} from "../contract/answer-links.ts";
import { fetchBody } from "./fetch-json.ts";

/** Longer than our server takes for it, which knows better than a silence what became of it. */
const TIME_LIMIT_MS = 85_000;

/** Makes a link to one question; its address is told this once. @throws ApiError */
export const createAnswerLink = (body: CreateAnswerLink): Promise<CreatedAnswerLink> =>
  fetchBody("/api/answer-links", { method: "POST", body });

/** Where the link of a question is asked for. */
export const answerLinkPath = ({ taskId, runId, callId }: AnswerLinkQuery): string =>
  `/api/answer-links?${new URLSearchParams({ taskId, runId, callId })}`;

/** Which link a question has. @throws ApiError */
export const readAnswerLink = (path: string): Promise<AnswerLinkStanding> => fetchBody(path);

/**
 * Answers the question of a link, as somebody who has nothing else.
 * @param path of the link in our API
 * @param input to the letter what the agent is given
 * @throws ApiError
 */
export const answerThroughLink = (path: string, secret: string, input: string): Promise<Answered> =>
  fetchBody(path, {
    method: "POST",
    body: { input },
    authorization: `Share ${secret}`,
    timeLimitMs: TIME_LIMIT_MS,
  });
