import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { publicRoute } from "@/lib/server/http/route";
import { metrics } from "@/lib/server/metrics";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** No limit on wrong ones: a secret of 32 characters is not guessed. */
const isRight = (authorization: string | null, token: string): boolean =>
  timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));

/** What Prometheus reads; there is nothing here unless METRICS_TOKEN is set. */
export const tellMetrics = publicRoute(
  { name: "/metrics", answer: z.never() },
  async ({ request, runtime }) => {
    const all = metrics();
    const { metricsToken } = env();
    if (all === null || metricsToken === null) throw new AppError("not_found");
    if (!isRight(request.headers.get("authorization"), metricsToken)) {
      const message = "The metrics are read with METRICS_TOKEN as a bearer token.";
      throw new AppError("key_rejected", { message });
    }
    all.watchedRuns.set(runtime.recorder.watchedRuns);
    const { registry } = all;
    const text = await registry.metrics();
    return { download: { name: "metrics.txt", type: registry.contentType, text } };
  },
);
