import { tellMetrics } from "@/lib/server/http/metrics-route";

export const dynamic = "force-dynamic";

/** What Prometheus reads. */
export const GET = tellMetrics;
