import "server-only";
import type { Runtime } from "@/lib/server/runtime";

/** A server may have been mended by then. */
const REMEMBERED_MS = 7 * 24 * 3_600_000;

/** Whether a server may take answers: false once it has shown that it cannot. */
export async function takesAnswers({ store, clock }: Runtime, owner: string): Promise<boolean> {
  const refusedAtMs = await store.answerRefusals.atOf(owner);
  return refusedAtMs === null || clock.now() - refusedAtMs > REMEMBERED_MS;
}
