import { Link } from "@/components/ui/link";
import { Button, buttonClass } from "@/components/ui/button";
import { Blank } from "@/components/ui/notice";
import type { ShareList } from "@/lib/contract/shares";
import { SharesSkeleton } from "./shares-skeleton";

/** No rows: there are none, they are not read yet, this page has none, or reading failed. */
export function SharesBlank({
  list,
  message,
  onRetry,
  onFirst,
}: {
  list: ShareList | null;
  message: string | null;
  onRetry: () => void;
  onFirst: () => void;
}) {
  if (!list && !message) return <SharesSkeleton />;
  if (!list) {
    return (
      <Blank
        title="The links could not be read"
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
  if (list.total > 0) {
    return (
      <Blank
        title="Nothing on this page"
        action={
          <Button look="primary" onClick={onFirst}>
            Go to the first page
          </Button>
        }
      >
        There are fewer links than that.
      </Blank>
    );
  }
  return (
    <Blank
      title="Nothing is shared yet"
      action={
        <Link href="/tasks" className={buttonClass("primary")}>
          Go to the tasks
        </Link>
      }
    >
      A link lets somebody without a key watch one run, live and read only, until it expires or you
      revoke it. To make one, open a run and press Share.
    </Blank>
  );
}
