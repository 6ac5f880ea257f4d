/** Several dashboards on one PostgreSQL database, as one deployment has them. */
import { randomBytes } from "node:crypto";
import { startPostgres, type Postgres } from "../run/postgres.mjs";
import { type Dashboard, type DashboardOptions, startDashboard } from "./dashboard.ts";

const secret = () => randomBytes(32).toString("base64url");

export type Deployment = {
  postgres: Postgres;
  /** Starts one more; `name` is its log's. */
  start: (name: string, options?: Partial<DashboardOptions>) => Promise<Dashboard>;
  /** Ends what still runs, the database last. */
  stop: () => Promise<void>;
};

/**
 * A database of its own, and secrets that all its dashboards share.
 * @param upstreams as BROWSERABLE_UPSTREAMS takes them
 */
export async function startDeployment(upstreams: string): Promise<Deployment> {
  const postgres = await startPostgres();
  const dashboards: Dashboard[] = [];
  const env = {
    DATABASE_URL: postgres.url,
    SESSION_PASSWORDS: JSON.stringify({ "1": secret() }),
    OWNER_SECRET: secret(),
  };
  return {
    postgres,
    start: async (name, options = {}) => {
      const begin = () =>
        startDashboard({ ...options, name, upstreams, env: { ...env, ...options.env } });
      // It gives its database 2 s, which a busy machine may use up.
      const dashboard = await begin().catch((error: unknown) => {
        if (!/the database .*cannot be reached/i.test(String(error))) throw error;
        return begin();
      });
      dashboards.push(dashboard);
      return dashboard;
    },
    stop: async () => {
      await Promise.all(dashboards.map((dashboard) => dashboard.stop({ signal: "SIGKILL" })));
      await postgres.stop();
    },
  };
}
