import { tellMetrics } from "@/lib/server/http/metrics";

export const dynamic = "force-dynamic";

/** What Prometheus reads. */
export const GET = tellMetrics;
