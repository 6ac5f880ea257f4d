import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// `server-only` throws unless the bundler says that this is the server. "import" is not among them:
// the workers' Node gets these too, and then gives ES modules to packages that `require`.
const conditions = ["react-server", "node"];

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
    // One is left free otherwise, which is half of them where there are two.
    maxWorkers: "100%",
    globalSetup: "e2e/support/postgres-for-tests.ts",
    include: ["{app,components,lib}/**/*.test.{ts,tsx}", "e2e/{sandbox,run}/**/*.test.ts"],
    restoreMocks: true,
    // A busy machine takes long over what starts processes and databases.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    env: { LOG_LEVEL: "silent" },
  },
});
