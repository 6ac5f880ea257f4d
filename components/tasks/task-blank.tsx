import { NewTaskButton } from "@/components/create/new-task-button";
import { Button } from "@/components/ui/button";
import { Blank } from "@/components/ui/notice";
import type { TaskList } from "@/lib/contract/api";
import { TaskSkeleton } from "./task-skeleton";

/** No rows: there are none, they are not read yet, a filter hides them, or reading failed. */
export function TaskBlank({
  list,
  message,
  onRetry,
  onClear,
}: {
  list: TaskList | null;
  message: string | null;
  onRetry: () => void;
  onClear: () => void;
}) {
  if (!list && !message) return <TaskSkeleton />;
  if (!list) {
    return (
      <Blank
        title="The tasks could not be read"
        action={
          <Button look="primary" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {message}
      </Blank>
    );
  }
  if (list.over === 0) {
    return (
      <Blank
        title="No tasks yet"
        action={
          <>
            <NewTaskButton />
            <Button onClick={onRetry}>Look again</Button>
          </>
        }
      >
        Create one here and watch it run. Tasks created with this key by any other client appear
        here by themselves.
      </Blank>
    );
  }
  if ((list.page - 1) * list.limit < list.total) {
    return (
      <Blank title="Not read yet" action={<Button onClick={onRetry}>Look again</Button>}>
        {list.over} of {list.total} tasks are read so far. This page fills as Runboard reads on.
      </Blank>
    );
  }
  return (
    <Blank
      title="No task matches"
      action={
        <Button look="primary" onClick={onClear}>
          Clear the filters
        </Button>
      }
    >
      {list.over === 1 ? "The one known task is" : `All ${list.over} known tasks are`} hidden by the
      filters or this page number.
    </Blank>
  );
}
