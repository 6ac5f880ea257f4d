import "server-only";
import { askingClient } from "@/lib/server/runs/asking-client";
import { AtMost } from "@/lib/server/documented/at-most";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";

const EVERY_MS = 1_000;

const asked = new AtMost<void>(EVERY_MS);

/** Whether the server accepts the caller's key now. @throws AppError `key_rejected`, `upstream_…` */
export const check = (running: Runtime, caller: Reader): Promise<void> =>
  asked.ask(caller.owner, () => askingClient(running, caller).check());
