import "server-only";
import { toolCallOf } from "@/lib/server/runs/told-transitions";
import type { Runtime } from "@/lib/server/runtime";
import type { RunKey } from "@/lib/server/store/transitions";

/** Of a task with more runs, or a run with more questions, the newest ones. */
const MOST = 200;

/** The ids that a stranger must not see, wherever they turn up: of the task, its runs, the calls. */
export async function knownIds({ store }: Runtime, key: RunKey): Promise<string[]> {
  const [runs, calls] = await Promise.all([
    store.runs.list(key.owner, key.taskId, 0, MOST),
    store.transitions.toolCalls(key, MOST),
  ]);
  const callIds = calls.map(({ call }) => toolCallOf(call).id);
  return [key.taskId, key.runId, ...runs.map(({ id }) => id), ...callIds];
}
