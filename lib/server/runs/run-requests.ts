import "server-only";
import type { RunState, RunView } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { isoOrNull } from "@/lib/server/runs/freshness";
import type { Runtime } from "@/lib/server/runtime";
import type { RunKey } from "@/lib/server/store/transitions";

/** Of a run of which nothing was asked, or that is over. */
export const NO_REQUESTS: RunView["requests"] = {
  stopAt: null,
  stopAccepted: false,
  answerAt: null,
  answerAccepted: false,
  answerBy: null,
};

/**
 * What was asked of a run and has not come true yet.
 * @param callId the question that is open: answers to others do not count
 */
export async function requestsOf(
  { store }: Runtime,
  key: RunKey,
  state: RunState,
  callId: string | null,
): Promise<RunView["requests"]> {
  if (isEnded(state)) return NO_REQUESTS;
  const open = await store.requests.of(key);
  const stop = open.find(({ kind }) => kind === "stop");
  const answer = open.find(
    ({ kind, tool_call_id }) => kind === "answer" && tool_call_id === callId,
  );
  return {
    stopAt: isoOrNull(stop?.sent_at ?? null),
    stopAccepted: stop?.accepted === 1,
    answerAt: isoOrNull(answer?.sent_at ?? null),
    answerAccepted: answer?.accepted === 1,
    answerBy: answer?.who ?? null,
  };
}
