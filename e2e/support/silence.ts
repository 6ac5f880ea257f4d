/** Where a gap in a timeline may be the truth: on a busy machine nobody may have looked for a while. */
import type { SandboxKey } from "./sandbox.ts";

/** Runboard calls 3.25 s a gap; what it measures begins and ends later than what the server sees. */
const GAP_MS = 2_500;

/**
 * Whether a server went so long without being asked for a status that a gap may have to be told.
 * @param sinceMs when it could have been asked first, in epoch ms
 */
export async function wasUnwatched(sandbox: SandboxKey, sinceMs: number): Promise<boolean> {
  const { log } = await sandbox.calls();
  const looks = log.filter(({ endpoint }) => endpoint === "status").map(({ at }) => at);
  return looks.some((at, index) => at - (looks[index - 1] ?? sinceMs) > GAP_MS);
}
