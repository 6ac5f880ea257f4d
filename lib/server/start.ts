import "server-only";
import diagnostics from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { env } from "@/lib/server/env";
import { Drain, END_MS } from "@/lib/server/http/drain";
import { tryDirectly } from "@/lib/server/http/direct";
import { prepareRequest } from "@/lib/server/http/incoming";
import { causeText, log } from "@/lib/server/log";
import { logFailure } from "@/lib/server/log-failure";
import { runtime } from "@/lib/server/runtime";

type Incoming = { request: IncomingMessage; response: ServerResponse; server: Server };

/** Where our own command started us. */
const holder = globalThis as typeof globalThis & {
  /** Ends what watches the start, and tells who came meanwhile. */
  runboardTakeOver?: () => unknown[];
  /** Sees requests before Next does. */
  runboardTryDirectly?: typeof tryDirectly;
};

/** What shells call an end by these signals. */
const EXIT_CODES = { SIGTERM: 143, SIGINT: 130 };

/** Other instances need not wait until this one is missed. */
async function leave(): Promise<void> {
  try {
    await (await runtime()).recorder.leave();
  } catch (thrown) {
    logFailure("the other instances could not be told of the end", thrown);
  }
}

/** Ends the process once everybody has been answered, where Next leaves that to us. */
async function finish(drain: Drain, code: number): Promise<void> {
  const left = leave();
  if (!process.env.NEXT_MANUAL_SIG_HANDLE) return;
  // A database that does not answer holds nobody up for longer than a request does.
  setTimeout(() => process.exit(code), END_MS).unref();
  await Promise.all([drain.run(), left]);
  process.exit(code);
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
  const drain = new Drain();
  const take = (message: unknown) => {
    const { request, response, server } = message as Incoming;
    prepareRequest(request, response);
    drain.take(server, response);
  };
  diagnostics.subscribe("http.server.request.start", take);
  // A file that may not grow is said by the write to it, and no reason to end; nor is a full log.
  process.on("SIGXFSZ", () => {});
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  let isEnding = false;
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    // Not once: a terminal may send it twice, to the server and through npm.
    process.on(signal, () => {
      if (!isEnding) void finish(drain, code);
      isEnding = true;
    });
  }
  // Last: until then a signal ends the process at once.
  for (const message of holder.runboardTakeOver?.() ?? []) take(message);
  holder.runboardTryDirectly = tryDirectly;
  log("info", "runboard is ready");
}
