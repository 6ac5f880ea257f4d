import "server-only";
import { isEnded } from "@/lib/run/state";
import { ANSWER_DEADLINE_MS } from "@/lib/server/actions/answer";
import { toolCallOf } from "@/lib/server/runs/told-transitions";
import type { Runtime } from "@/lib/server/runtime";
import type { AnswerLinkRecord, RecordedQuestion } from "@/lib/server/store/answer-links";
import type { RunKey } from "@/lib/server/store/transitions";

/** More links than anybody has open at once. */
const MOST = 1_000;
/** Enough to find a question among, and what came right after it. */
const MOST_CALLS = 200;
const MOST_ROWS = 20;
/**
 * An answer that was under way for so long has left nobody to tell how it went: work goes on behind
 * the deadline, and two looks, three calls to send it and three to check it take 18 s each at the
 * most with the wait for their turn, and the run is watched for 20 s more.
 */
const SENT_MS = ANSWER_DEADLINE_MS + 105_000;

type Deps = Pick<Runtime, "store" | "clock">;

/**
 * What has become of a question, by what was recorded of its run. `continued`: it was seen to go;
 * `gone`: it went while nobody watched. `superseded`, `unseen`: the run was not seen since, because
 * of a newer one or for whatever reason.
 */
export type QuestionStanding = "open" | "continued" | "gone" | "ended" | "superseded" | "unseen";

/** The run of a link. */
export const runKeyOf = ({ owner, task_id: taskId, run_id: runId }: AnswerLinkRecord): RunKey => ({
  owner,
  taskId,
  runId,
});

/** Whether the question of a link is the one that was seen last. */
export const isNewestCall = ({ link, newestCall }: RecordedQuestion): boolean =>
  newestCall !== null && toolCallOf(newestCall).id === link.tool_call_id;

const isOpen = (question: RecordedQuestion): boolean =>
  question.runState === "waiting" && question.isNewestRun && isNewestCall(question);

/** What was recorded right after a question was seen last; null when it was not seen at all. */
async function rowsAfter({ store }: Deps, link: AnswerLinkRecord) {
  const run = runKeyOf(link);
  const calls = await store.transitions.toolCalls(run, MOST_CALLS);
  const asked = calls.find(({ call }) => toolCallOf(call).id === link.tool_call_id);
  return asked ? store.transitions.after(run, asked.seq, MOST_ROWS) : null;
}

/** What has become of a question. The agent is said to have gone on only if that was seen. */
export async function standingOf(
  deps: Deps,
  question: RecordedQuestion,
): Promise<QuestionStanding> {
  if (isEnded(question.runState)) return "ended";
  const rows = await rowsAfter(deps, question.link);
  const later = rows?.filter(({ kind }) => kind !== "action") ?? [];
  if (later[0] && later[0].kind !== "gap") return "continued";
  if (later.some(({ kind }) => kind !== "gap")) return "gone";
  if (isOpen(question)) return "open";
  return question.isNewestRun ? "unseen" : "superseded";
}

/** Whether the server is known to have accepted what was sent through a link. */
export async function wasAccepted(deps: Deps, link: AnswerLinkRecord): Promise<boolean> {
  const { tool_call_id: callId, used_at: usedAt } = link;
  if (usedAt === null) return false;
  const requests = await deps.store.requests.of(runKeyOf(link));
  const isNoted = requests.some(
    ({ tool_call_id, who, accepted, at }) =>
      tool_call_id === callId && who === "link" && accepted === 1 && at >= usedAt,
  );
  if (isNoted) return true;
  // The question is over, and so is the note: the timeline tells what it said.
  const answered = JSON.stringify({ who: "link", what: "Answered" });
  const rows = await rowsAfter(deps, link);
  return rows?.some(({ action, at }) => action === answered && at >= usedAt) ?? false;
}

/** Ends a link where nothing can be answered through it any more. @returns whether it ended now */
export async function endIfOver(deps: Deps, question: RecordedQuestion): Promise<boolean> {
  const { store, clock } = deps;
  const { id, used_at: usedAt, ended_at: endedAt } = question.link;
  const now = clock.now();
  if (endedAt !== null) return false;
  if (usedAt === null) {
    if (isOpen(question)) return false;
    await store.answerLinks.end(id, now, "question_over");
    return true;
  }
  // What is under way tells by itself how it went, unless its process is gone.
  if (now - usedAt <= SENT_MS) return false;
  const isSent = await wasAccepted(deps, question.link);
  await store.answerLinks.end(id, now, isSent ? "used" : "unconfirmed");
  return true;
}

/**
 * The same of many links, whether or not anybody opens them: their keys are to be forgotten.
 * @param owner whose; null for everybody's
 */
export async function endOverQuestions(deps: Deps, owner: string | null): Promise<void> {
  for (const question of await deps.store.answerLinks.questions(owner, MOST)) {
    await endIfOver(deps, question);
  }
}
