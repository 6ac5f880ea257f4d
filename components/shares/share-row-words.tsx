import { clsx } from "clsx";
import { Link } from "@/components/ui/link";
import { ShareMoment } from "@/components/share/share-moment";
import { StatePill } from "@/components/status/state-pill";
import { includeWords, keyWords, shareStatusMeaning, viewsWords } from "@/lib/client/share-words";
import type { ShareRow } from "@/lib/contract/shares";
import { shortId, taskName } from "@/lib/run/words";

/** What a link is called and shows; on narrow screens also what other columns have no room for. */
export function LinkWords({ share, ended }: { share: ShareRow; ended: boolean }) {
  const key = keyWords(share);
  const end = ended ? share.endedAt : share.expiresAt;
  return (
    <div className="flex flex-col gap-0.5">
      {share.answers ? (
        <p className="font-medium">{includeWords(share)}</p>
      ) : (
        <p className={clsx("wrap-anywhere", share.label ? "font-medium" : "text-muted")}>
          {share.label ?? "No label"}
        </p>
      )}
      <div className="@min-[45rem]:hidden">
        <RunWords share={share} />
      </div>
      {!share.answers && <p className="text-xs text-pretty text-muted">{includeWords(share)}</p>}
      {key && <p className="text-xs text-pretty text-muted">{key}</p>}
      {share.status === "key_rejected" && (
        <p className="text-xs text-pretty text-failed">{shareStatusMeaning(share)}</p>
      )}
      <p className="flex flex-wrap gap-x-1.5 text-xs text-muted @min-[60rem]:hidden">
        {end && (
          <>
            <span>
              {ended ? "Ended" : "Expires"} <ShareMoment at={end} />
            </span>
            <span aria-hidden>·</span>
          </>
        )}
        <span>{viewsWords(share.views)}</span>
        {share.lastOpenedAt && (
          <>
            <span aria-hidden>·</span>
            <span>
              Opened <ShareMoment at={share.lastOpenedAt} />
            </span>
          </>
        )}
      </p>
    </div>
  );
}

/** Which run a link shows, and how that stands. */
export function RunWords({ share }: { share: ShareRow }) {
  const { task, runId, runState } = share;
  const name = taskName(task);
  return (
    <div className="flex min-w-0 flex-col items-start gap-1">
      <Link
        data-row={share.id}
        href={`/tasks/${encodeURIComponent(task.id)}/runs/${encodeURIComponent(runId)}`}
        title={name}
        aria-label={`${name}, run ${shortId(runId)}`}
        className="line-clamp-2 rounded-md wrap-anywhere hover:underline"
      >
        {name}
      </Link>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <StatePill state={runState} />
        <span className="font-mono text-xs text-muted" title={runId}>
          {shortId(runId)}
        </span>
      </p>
    </div>
  );
}
