import { BackLink } from "@/components/shell/back-link";
import { TabMark } from "@/components/status/tab-mark";
import { Button } from "@/components/ui/button";
import { Blank } from "@/components/ui/notice";

/** A run of which nothing could be read yet; reading goes on in the background. */
export function RunUnread({ message, onRetry }: { message: string | null; onRetry: () => void }) {
  return (
    <div className="p-3 sm:px-4">
      <TabMark title="Run" />
      <BackLink />
      <Blank
        level={1}
        title={message ? "The run could not be read" : "Reading the run…"}
        action={
          message && (
            <Button look="primary" onClick={onRetry}>
              Try again
            </Button>
          )
        }
      >
        {message}
      </Blank>
    </div>
  );
}
