import { CreateScreen } from "@/components/create/create-screen";
import { TabMark } from "@/components/status/tab-mark";
import { Blank } from "@/components/ui/notice";
import { idSchema } from "@/lib/contract/api";
import { getTaskTemplate } from "@/lib/server/actions/create-task";
import { loadPage } from "@/lib/server/http/page";
import { runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";

type Props = { searchParams: Promise<{ from?: string | string[] }> };

export default async function NewTaskPage({ searchParams }: Props) {
  const from = idSchema.safeParse((await searchParams).from);
  const taskId = from.success ? from.data : null;
  const here = taskId === null ? "/tasks/new" : `/tasks/new?from=${taskId}`;
  const load = async (caller: Caller) => {
    if (taskId === null) return null;
    return { taskId, template: await getTaskTemplate(await runtime(), caller, taskId) };
  };
  const { draftOwner, data, error } = await loadPage(here, load, { isNeeded: true });
  return (
    <>
      <TabMark title={taskId === null ? "New task" : "Run again"} />
      {error ? (
        <Blank level={1} title="The task could not be read">
          {error.message}
        </Blank>
      ) : (
        <CreateScreen from={data} owner={draftOwner} />
      )}
    </>
  );
}
