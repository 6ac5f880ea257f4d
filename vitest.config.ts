import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// `server-only` throws unless the bundler says that this is the server. "import" is not among them:
// the workers' Node gets these too, and then gives ES modules to packages that `require`.
const conditions = ["react-server", "node"];

const PURE = ["{components,lib/run,lib/contract,lib/client}/**/*.test.{ts,tsx}"];
const ALL = ["{app,components,lib}/**/*.test.{ts,tsx}", "e2e/{sandbox,run}/**/*.test.ts"];

export default defineConfig({
  resolve: {
    alias: { "@": fileURLToPath(new URL(".", import.meta.url)) },
    conditions,
  },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    environment: "node",
    // As apart from each other as processes are, and sooner there.
    pool: "threads",
    // Twice as many as the smallest machine has processors: most of the time a test waits, for a
    // database or for a clock.
    maxWorkers: 4,
    restoreMocks: true,
    // A busy machine takes long over what starts processes and databases.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    env: { LOG_LEVEL: "silent" },
    projects: [
      // Without state of their own, they need no worker each, which takes longer than most of them.
      { extends: true, test: { name: "pure", include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          name: "stateful",
          include: ALL,
          exclude: PURE,
          globalSetup: "e2e/support/postgres-for-tests.ts",
        },
      },
    ],
  },
});
