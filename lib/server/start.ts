import "server-only";
import diagnostics from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/server/env";
import { prepareRequest } from "@/lib/server/http/incoming";
import { causeText, log } from "@/lib/server/log";
import { logFailure } from "@/lib/server/log-failure";
import { runtime } from "@/lib/server/runtime";

/** Other instances need not wait until this one is missed. */
async function leave(): Promise<void> {
  try {
    await (await runtime()).recorder.leave();
  } catch (thrown) {
    logFailure("the other instances could not be told of the end", thrown);
  }
}

/** Refuses to start with one clear sentence rather than to run half. */
export async function start(): Promise<void> {
  try {
    env();
    await runtime();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof Error && error.cause)
      process.stderr.write(`  ${causeText(error.cause)}\n`);
    process.exit(1);
  }
  diagnostics.subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    prepareRequest(request, response);
  });
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void leave());
  log("info", "runboard is ready");
}
