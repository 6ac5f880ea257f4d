import { z } from "zod";
import {
  createdShareSchema,
  createShareSchema,
  shareListQuerySchema,
  shareListSchema,
} from "@/lib/contract/shares";
import { sessionRoute } from "@/lib/server/http/route";
import { revokeAllShares } from "@/lib/server/shares/change-share";
import { createShare } from "@/lib/server/shares/create-share";
import { listShares } from "@/lib/server/shares/list-shares";

const name = "/api/shares";

export const POST = sessionRoute(
  { name, body: createShareSchema, answer: createdShareSchema },
  async ({ caller, body }) => ({ answer: await createShare(caller, body) }),
);

export const GET = sessionRoute(
  { name, query: shareListQuerySchema, answer: shareListSchema },
  async ({ caller, query }) => ({ answer: await listShares(caller, query) }),
);

export const DELETE = sessionRoute(
  { name, answer: z.object({ revoked: z.number().int() }) },
  async ({ caller }) => ({ answer: await revokeAllShares(caller) }),
);
