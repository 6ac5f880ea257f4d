/** Links that let one person answer one question, once: what owners send and get, and strangers see. */
import { z } from "zod";
import { toolCallIdSchema } from "./actions.ts";
import { idSchema, toolCallSchema } from "./api.ts";
import { createdShareSchema, shareIdSchema } from "./shares.ts";

const isoTime = z.iso.datetime();

/** A question waits for hours at most, so its link does not last longer. */
const expiresInSchema = z.enum(["1h", "24h"]);
export type AnswerLinkExpiresIn = z.infer<typeof expiresInSchema>;

const callSchema = { taskId: idSchema, runId: idSchema, callId: toolCallIdSchema };

export const createAnswerLinkSchema = z.strictObject({
  ...callSchema,
  expiresIn: expiresInSchema.default("1h"),
});
export type CreateAnswerLink = z.input<typeof createAnswerLinkSchema>;

/** Told once: the secret in `url` is stored nowhere. */
export const createdAnswerLinkSchema = createdShareSchema;
export type CreatedAnswerLink = z.infer<typeof createdAnswerLinkSchema>;

export const answerLinkQuerySchema = z.object(callSchema);
export type AnswerLinkQuery = z.infer<typeof answerLinkQuerySchema>;

/** What there is for one question, for its owner. */
export const answerLinkStandingSchema = z.object({
  /** The link that lives; null when there is none. */
  link: z
    .object({
      id: shareIdSchema,
      createdAt: isoTime,
      expiresAt: isoTime,
      /** `sending`: somebody has answered, and the answer is under way. */
      status: z.enum(["open", "sending", "paused", "key_rejected"]),
    })
    .nullable(),
  /** Whether Runboard goes by an address of this machine, which nobody elsewhere can open. */
  isLocal: z.boolean(),
});
export type AnswerLinkStanding = z.infer<typeof answerLinkStandingSchema>;

export const questionQuerySchema = z.object({
  /** Whether an open page reads on, as opposed to somebody opening the link. */
  on: z.literal("1").optional(),
});

/** All that a link tells while its question is open. */
export const questionSchema = z.object({
  state: z.enum(["open", "sending"]),
  question: toolCallSchema.pick({ name: true, parameters: true }),
  expiresAt: isoTime,
});
export type Question = z.infer<typeof questionSchema>;
