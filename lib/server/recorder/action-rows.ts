import "server-only";
import type { RunState } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import type { NewTransition } from "@/lib/server/store/runs";
import type { RequestRecord } from "@/lib/server/store/requests";

type Turn = {
  /** The state that was just seen, and the question that is open in it. */
  state: RunState;
  callId: string | null;
};

/** Whether what was asked has come to its end with what was just seen. */
const isOver = ({ kind, tool_call_id }: RequestRecord, { state, callId }: Turn): boolean =>
  isEnded(state) || (kind === "answer" && tool_call_id !== callId);

/**
 * What somebody did, in words that claim no more than was seen: a stop stopped the run if the
 * server accepted it and the run ended stopped; an answer was one if it was accepted and the run
 * went on without the question.
 */
function whatOf(request: RequestRecord, { state }: Turn): string {
  const isAccepted = request.accepted === 1;
  if (request.kind === "stop") {
    return isAccepted && state === "stopped" ? "Stopped" : "Stop requested";
  }
  const wentOn = state !== "stopped" && state !== "failed";
  return isAccepted && wentOn ? "Answered" : "Answer sent";
}

/**
 * The rows for what people asked of a run and that is over now, before the row that ends it.
 * @param after the last row before them: no time goes back
 * @param untilMs epoch ms at which the change was seen
 */
export function actionRows(
  requests: readonly RequestRecord[],
  turn: Turn,
  after: Pick<NewTransition, "seq" | "at" | "state" | "live"> | undefined,
  untilMs: number,
): { rows: NewTransition[]; over: RequestRecord[] } {
  const over = requests.filter((request) => isOver(request, turn));
  let atMs = after?.at ?? 0;
  const rows = over.map((request, index) => {
    atMs = Math.min(untilMs, Math.max(atMs, request.at));
    return {
      seq: (after?.seq ?? 0) + index + 1,
      kind: "action",
      at: atMs,
      precision_ms: 0,
      state: after?.state ?? turn.state,
      step: null,
      live: after?.live ?? 0,
      tool_call: null,
      action: JSON.stringify({ who: request.who, what: whatOf(request, turn) }),
    };
  });
  return { rows, over };
}
