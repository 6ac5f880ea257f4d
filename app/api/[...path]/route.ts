import { z } from "zod";
import { AppError } from "@/lib/server/errors";
import { publicRoute } from "@/lib/server/http/route";

const nothing = publicRoute({ name: "/api/…", answer: z.never() }, () => {
  throw new AppError("not_found");
});

export const GET = nothing;
export const POST = nothing;
export const PUT = nothing;
export const PATCH = nothing;
export const DELETE = nothing;
