import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/server/errors";
import { AtMost } from "@/lib/server/documented/at-most";
import type { Runtime } from "@/lib/server/runtime";
import { callerOf } from "@/lib/server/session/session";
import { callsOf, KB } from "@/lib/server/upstream/call";

/** Anybody may ask for it. */
const EVERY_MS = 2_000;

const asked = new AtMost<unknown>(EVERY_MS);

/**
 * Whether a server answers at all, asked without a key.
 * @param upstreamName undefined for the first one
 * @throws AppError `bad_request` for a name that is not configured, `upstream_…`
 */
export async function getHealth(running: Runtime, upstreamName: string | undefined): Promise<void> {
  const { upstream } = callerOf(running, "", upstreamName);
  const call = callsOf(running.transport, running.clock, upstream, "");
  await asked.ask(upstream.name, async () => {
    try {
      await call("/health", z.unknown(), { maxBytes: 64 * KB });
    } catch (error) {
      // There is no key that could be wrong, nor anything that could be missing.
      const isOther = error instanceof AppError && error.code.startsWith("upstream_");
      throw isOther ? error : new AppError("upstream_error", { cause: error });
    }
  });
}
