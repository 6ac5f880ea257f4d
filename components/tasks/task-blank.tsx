import { NewTaskButton } from "@/components/create/new-task-button";
import { Button } from "@/components/ui/button";
import { Blank } from "@/components/ui/notice";
import type { ApiErrorCode } from "@/lib/client/api-error";
import { useOnline } from "@/lib/client/online";
import type { TaskFilter } from "@/lib/client/task-query";
import type { TaskList } from "@/lib/contract/api";
import { noMatchWords } from "./no-match-words";
import { TaskSkeleton } from "./task-skeleton";

/** No rows: there are none, they are not read yet, a filter hides them, or reading failed. */
export function TaskBlank({
  list,
  filter,
  message,
  code,
  onRetry,
  onChange,
}: {
  list: TaskList | null;
  filter: TaskFilter;
  message: string | null;
  /** What reading failed with; null where it did not. */
  code: ApiErrorCode | null;
  onRetry: () => void;
  onChange: (change: Partial<TaskFilter>) => void;
}) {
  if (!list && !message) return <TaskSkeleton />;
  if (!list) return <Unread message={message} code={code} onRetry={onRetry} />;
  if (list.over === 0) {
    return (
      <Blank title="No tasks yet" action={<NewTaskButton />}>
        Create one here and watch it run. Tasks created with this key by any other client appear
        here by themselves.
      </Blank>
    );
  }
  if ((list.page - 1) * list.limit < list.total) {
    return (
      <Blank title="Not read yet">
        {list.over} of {list.total} tasks are read so far. Those of this page appear here by
        themselves.
      </Blank>
    );
  }
  if (list.total > 0) {
    return (
      <Blank
        title="Nothing on this page"
        action={<Button onClick={() => onChange({ page: 1 })}>Go to the first page</Button>}
      >
        There are fewer tasks than that.
      </Blank>
    );
  }
  return (
    <Blank
      title="No task matches"
      action={<Button onClick={() => onChange({ q: "", state: [] })}>Clear the filters</Button>}
    >
      {noMatchWords(filter, list)}
    </Blank>
  );
}

const NO_ANSWER = {
  offline: {
    title: "You are offline",
    text: "This browser has no network. Your tasks go on, and what was recorded is safe. Check the connection; this page keeps trying.",
  },
  away: {
    title: "Runboard does not answer",
    text: "Your tasks go on, and what was recorded is safe. Check the connection, or whether Runboard is running; this page keeps trying.",
  },
};
const FAILED = { title: "The tasks could not be read", text: null };

/** Nothing could be read: what happened, what is safe, and what to do. */
function Unread({
  message,
  code,
  onRetry,
}: {
  message: string | null;
  code: ApiErrorCode | null;
  onRetry: () => void;
}) {
  const isOnline = useOnline();
  const { title, text } = code === "no_answer" ? NO_ANSWER[isOnline ? "away" : "offline"] : FAILED;
  return (
    <Blank title={title} action={<Button onClick={onRetry}>Try again</Button>}>
      {text ?? message}
    </Blank>
  );
}
