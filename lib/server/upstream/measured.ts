import "server-only";
import { AppError } from "@/lib/server/errors";
import { metrics, timed } from "@/lib/server/metrics";
import type { Transport } from "@/lib/server/upstream/transport";

/** What a call is, by the last word of its path; ids never become labels. */
const CALLS = new Set([
  "check",
  "create",
  "gif",
  "health",
  "result",
  "runs",
  "status",
  "stop",
  "tasks",
  "tool-input",
]);

function callIn(url: string): string {
  const word = new URL(url).pathname.split("/").at(-1) ?? "";
  return CALLS.has(word) ? word : "other";
}

/** Counts and times what is asked, where that is wanted. */
export const measured =
  (transport: Transport): Transport =>
  (request) => {
    const all = metrics();
    if (all === null) return transport(request);
    const call = callIn(request.url);
    const tell = (outcome: string, seconds: number) => {
      all.calls.observe({ call, outcome }, seconds);
      if (call === "status") all.polls.inc({ outcome });
    };
    let outcome = "none";
    return timed(
      async () => {
        const answer = await transport(request);
        // A server may invent any number; each would be a label of its own.
        outcome = `${String(answer.status).slice(0, 1)}xx`;
        return answer;
      },
      (seconds, error) => tell(error instanceof AppError ? error.code : outcome, seconds),
    );
  };
