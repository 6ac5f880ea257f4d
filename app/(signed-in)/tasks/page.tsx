import { TaskScreen } from "@/components/tasks/task-screen";
import { taskQuery } from "@/lib/client/task-query";
import { taskListQuerySchema } from "@/lib/contract/api";
import { demoSuggestions, loadPage } from "@/lib/server/http/page";
import { getTaskList } from "@/lib/server/runs/task-list";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TasksPage({ searchParams }: Props) {
  const { page, state, q } = await searchParams;
  const parsed = taskListQuerySchema.safeParse({ page, state, q });
  const query = parsed.success ? parsed.data : taskListQuerySchema.parse({});
  const filter = { page: query.page, state: query.state, q: query.q };
  const { data, error, draftOwner } = await loadPage(`/tasks${taskQuery(filter)}`, (caller) =>
    getTaskList(caller, query),
  );
  return (
    <TaskScreen
      initial={{ list: data, filter }}
      initialError={error}
      suggestions={await demoSuggestions()}
      owner={draftOwner}
    />
  );
}
