/** The documented API as Runboard answers it itself, for clients that were written for it. */
import { z } from "zod";
import { rawStatusSchema } from "./upstream.ts";

export const documentedStatusSchema = z.object({
  success: z.literal(true),
  data: rawStatusSchema,
});
