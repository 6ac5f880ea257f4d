import { BackLink } from "@/components/shell/back-link";
import { TabMark } from "@/components/status/tab-mark";
import { Button } from "@/components/ui/button";
import { Blank } from "@/components/ui/notice";
import { RunSkeleton } from "./run-skeleton";

/** A run of which nothing could be read yet; reading goes on in the background. */
export function RunUnread({
  taskId,
  message,
  onRetry,
}: {
  taskId: string;
  /** Why nothing could be read; null while it is still under way. */
  message: string | null;
  onRetry: () => void;
}) {
  if (message === null) return <RunSkeleton taskId={taskId} />;
  return (
    <div className="p-3 sm:px-4">
      <TabMark title="Run" />
      <BackLink />
      <Blank
        level={1}
        title="The run could not be read"
        action={
          <Button look="primary" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {message}
      </Blank>
    </div>
  );
}
