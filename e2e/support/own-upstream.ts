/** A sandbox of a test's own behind the dashboard that all tests share: it may fail as a whole. */
import { type Sandbox, type SandboxOptions, startSandbox } from "../sandbox/server.ts";
import { address } from "./addresses.ts";

const WAIT_MS = 120_000;

/**
 * Starts a sandbox where the dashboard has its upstream `name`; another test that has one there is
 * waited for.
 */
export async function startUpstream(
  name: "faulty" | "outage",
  options: Omit<SandboxOptions, "port" | "host"> = {},
): Promise<Sandbox> {
  const port = Number(new URL(address(name)).port);
  const endMs = Date.now() + WAIT_MS;
  for (;;) {
    try {
      return await startSandbox({ ...options, port });
    } catch (error) {
      const isBusy = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!isBusy || Date.now() > endMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
