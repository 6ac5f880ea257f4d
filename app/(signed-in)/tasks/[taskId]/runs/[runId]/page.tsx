import { notFound } from "next/navigation";
import { RunScreen } from "@/components/run/run-screen";
import { idSchema, runViewQuerySchema } from "@/lib/contract/api";
import { loadPage, quietAfterMs } from "@/lib/server/http/page";
import { getRunView } from "@/lib/server/runs/run-view";

type Props = { params: Promise<{ taskId: string; runId: string }> };

export default async function RunPage({ params }: Props) {
  const { taskId, runId } = await params;
  if (!idSchema.safeParse(taskId).success || !idSchema.safeParse(runId).success) notFound();
  const query = runViewQuerySchema.parse({});
  const { draftOwner, data, error } = await loadPage(`/tasks/${taskId}/runs/${runId}`, (caller) =>
    getRunView(caller, taskId, runId, query),
  );
  return (
    <RunScreen
      key={`${taskId}/${runId}`}
      taskId={taskId}
      runId={runId}
      owner={draftOwner}
      initial={data}
      initialError={error}
      quietAfterMs={quietAfterMs()}
    />
  );
}
