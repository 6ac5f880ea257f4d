import { z } from "zod";
import { changeShareSchema, shareRowSchema } from "@/lib/contract/shares";
import { sessionRoute } from "@/lib/server/http/route";
import { changeShare, revokeShare } from "@/lib/server/shares/change-share";

const name = "/api/shares/{shareId}";

export const PATCH = sessionRoute(
  { name, body: changeShareSchema, answer: shareRowSchema },
  async ({ caller, id, body }) => ({ answer: await changeShare(caller, id("shareId"), body) }),
);

export const DELETE = sessionRoute(
  { name, answer: z.object({ revoked: z.number().int() }) },
  async ({ caller, id }) => ({ answer: await revokeShare(caller, id("shareId")) }),
);
