import { z } from "zod";
import { ending } from "@/lib/server/ending";
import { AppError } from "@/lib/server/errors";
import { publicRoute } from "@/lib/server/http/route";

/** The process can do its work: settings are read, the store takes writes, and it is not ending. */
export const GET = publicRoute(
  { name: "/api/readyz", answer: z.object({ ready: z.literal(true) }) },
  async ({ runtime }) => {
    if (ending.hasBegun) throw new AppError("shutting_down");
    await runtime.store.readiness.probe();
    return { answer: { ready: true as const } };
  },
);
