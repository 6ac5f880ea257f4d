import { z } from "zod";
import { describeApi } from "@/lib/server/documented/openapi";
import { env } from "@/lib/server/env";
import { documentedFailure } from "@/lib/server/http/documented-failure";
import { NOTHING } from "@/lib/server/http/documented-route";
import { publicRoute } from "@/lib/server/http/route";
import { cookieName } from "@/lib/server/session/cookie";

let described: { openapi: string } | undefined;

export const { POST, PUT, PATCH, DELETE } = NOTHING;

export const GET = publicRoute(
  {
    name: "/api/v1/openapi.json",
    answer: z.looseObject({ openapi: z.string() }),
    failure: documentedFailure,
  },
  async () => {
    const settings = env();
    described ??= describeApi(settings.publicOrigin, cookieName(settings));
    return { answer: described };
  },
);
