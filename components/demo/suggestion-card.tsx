import { LoaderCircle, Play } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";

/** One task to try. What may have started is only created again by whoever was asked. */
export function SuggestionCard({
  text,
  isReady,
  isBusy,
  isUnderWay,
  isLost,
  onCreate,
}: {
  text: string;
  /** False until the page's script runs: nothing is sent without it. */
  isReady: boolean;
  /** Whether one of them is under way. */
  isBusy: boolean;
  /** Whether this one is. */
  isUnderWay: boolean;
  /** Whether it may have been created already. */
  isLost: boolean;
  /** `anew` when it was asked whether to create it again. */
  onCreate: (anew: boolean) => void;
}) {
  const card = (more: ComponentProps<"button">) => (
    <Button
      size="large"
      className="w-full justify-start text-left text-pretty wrap-anywhere"
      disabled={!isReady}
      aria-disabled={isBusy}
      {...more}
    >
      {isUnderWay ? (
        <LoaderCircle className="animate-spin motion-reduce:animate-none" aria-hidden />
      ) : (
        <Play className="text-accent" aria-hidden />
      )}
      {text}
    </Button>
  );
  if (!isLost) return card({ onClick: () => onCreate(false) });
  return (
    <Confirm
      trigger={card({})}
      title="Create it again?"
      confirm="Create again"
      onConfirm={() => onCreate(true)}
    >
      It may have started already. If it has, the agent then does the same task twice.
    </Confirm>
  );
}
