/** A stop, as something to race against. */
import { aborted } from "node:util";

/**
 * Rejects with the signal's reason once it is aborted; never resolves.
 * @param holder with it the waiting is let go of
 */
export async function untilAborted(signal: AbortSignal, holder: object): Promise<never> {
  await aborted(signal, holder);
  throw signal.reason;
}
