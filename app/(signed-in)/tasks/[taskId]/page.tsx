import { notFound } from "next/navigation";
import { RunListScreen } from "@/components/task/run-list-screen";
import { idSchema, runListQuerySchema } from "@/lib/contract/api";
import { loadPage } from "@/lib/server/http/page";
import { getRunList } from "@/lib/server/runs/run-list";

type Props = {
  params: Promise<{ taskId: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

export default async function TaskPage({ params, searchParams }: Props) {
  const { taskId } = await params;
  if (!idSchema.safeParse(taskId).success) notFound();
  const parsed = runListQuerySchema.safeParse({ page: (await searchParams).page });
  const query = parsed.success ? parsed.data : runListQuerySchema.parse({});
  const here = `/tasks/${taskId}${query.page > 1 ? `?page=${query.page}` : ""}`;
  const { data, error } = await loadPage(here, (caller) => getRunList(caller, taskId, query));
  return (
    <RunListScreen
      taskId={taskId}
      initial={{ list: data, page: query.page }}
      initialError={error}
    />
  );
}
