import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";

/** Sends what was written, or throws it away. */
export function CreateButtons({
  busy,
  isReady,
  isLost,
  isPristine,
  onAgain,
  onDiscard,
}: {
  /** Whether it is under way. */
  busy: boolean;
  /** False until the page's script runs: nothing is sent without it. */
  isReady: boolean;
  /** Whether it may have been created already. */
  isLost: boolean;
  /** Whether there is nothing to throw away. */
  isPristine: boolean;
  onAgain: () => void;
  onDiscard: () => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {isLost ? (
        <Confirm
          trigger={<Button size="large">Create again…</Button>}
          title="Create it again?"
          confirm="Create again"
          onConfirm={onAgain}
        >
          It may have started already. If it has, the agent then does the same task twice.
        </Confirm>
      ) : (
        <Button type="submit" look="primary" size="large" disabled={!isReady} aria-disabled={busy}>
          Create task
        </Button>
      )}
      <Confirm
        trigger={
          <Button look="quiet" size="large">
            Discard
          </Button>
        }
        busy={busy || isPristine}
        title="Discard what you wrote?"
        confirm="Discard"
        onConfirm={onDiscard}
      >
        {isLost
          ? "The text is gone then. A task that may have started goes on."
          : "Nothing was sent. The text is gone then."}
      </Confirm>
    </div>
  );
}
