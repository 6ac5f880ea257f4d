import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// `server-only` throws unless the bundler says that this is the server.
const conditions = ["react-server", "node", "import", "module", "default"];

export default defineConfig({
  resolve: {
    alias: { "@": fileURLToPath(new URL(".", import.meta.url)) },
    conditions,
  },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    environment: "node",
    include: ["{app,components,lib}/**/*.test.{ts,tsx}", "e2e/{sandbox,run}/**/*.test.ts"],
    restoreMocks: true,
    env: { LOG_LEVEL: "silent" },
  },
});
