import { z } from "zod";
import { publicRoute } from "@/lib/server/http/route";

/** The process can do its work: settings are read and the store answers. */
export const GET = publicRoute(
  { name: "/api/readyz", answer: z.object({ ready: z.literal(true) }) },
  async ({ runtime }) => {
    await runtime.store.sessions.find("");
    return { answer: { ready: true as const } };
  },
);
