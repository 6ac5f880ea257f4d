"use client";

import { clsx } from "clsx";
import { useState } from "react";
import { ShareFailure } from "@/components/share/share-failure";
import { ShareMoment } from "@/components/share/share-moment";
import { LocalTime } from "@/components/ui/time";
import { type ShareProblem, shareProblem } from "@/lib/client/share-problem";
import type { ShareRow as Share } from "@/lib/contract/shares";
import { ShareActions } from "./share-actions";
import { LinkWords, RunWords } from "./share-row-words";
import { ShareStatus } from "./share-status";
import type { ShareWrites } from "./share-table";

const CELL = "py-2.5 align-top";

/** One link: how it stands, what it shows, of which run, and what to do with it. */
export function ShareRow({
  share,
  ended,
  writes,
}: {
  share: Share;
  ended: boolean;
  writes: ShareWrites;
}) {
  const [problem, setProblem] = useState<ShareProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const act = async (write: Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await write;
    } catch (error) {
      setProblem(shareProblem(error));
    }
    setBusy(false);
  };
  const end = ended ? share.endedAt : share.expiresAt;
  return (
    <tr
      data-testid="share"
      className={clsx(
        "grid @min-[14rem]:grid-cols-[2.75rem_minmax(0,1fr)] @xl:table-row",
        ended && "text-muted",
      )}
      aria-busy={busy}
    >
      <td className={clsx(CELL, "pl-3")}>
        <ShareStatus share={share} />
      </td>
      <td
        className={clsx(
          CELL,
          "pr-3 @max-[14rem]:pt-0 @max-[14rem]:pl-3 @xl:pr-4",
          !ended && "@max-xl:pb-0",
        )}
      >
        <LinkWords share={share} ended={ended} />
        <div className="mt-1">
          <ShareFailure title="Nothing was changed" problem={problem} />
        </div>
      </td>
      <td className={clsx(CELL, "hidden pr-4 @min-[45rem]:table-cell")}>
        <RunWords share={share} />
      </td>
      <td className={clsx(CELL, "hidden text-muted @min-[76rem]:table-cell")}>
        <LocalTime atMs={Date.parse(share.createdAt)} form="minute" />
      </td>
      <td className={clsx(CELL, "hidden text-muted @min-[60rem]:table-cell")}>
        {end && <ShareMoment at={end} />}
      </td>
      <td className={clsx(CELL, "hidden text-muted @min-[60rem]:table-cell")}>
        {share.lastOpenedAt ? <ShareMoment at={share.lastOpenedAt} /> : "never"}
      </td>
      <td
        className={clsx(
          CELL,
          "hidden pr-3 text-right text-muted tabular-nums @min-[60rem]:table-cell",
        )}
      >
        {share.views}
      </td>
      {!ended && (
        <td className={clsx(CELL, "pr-2 @max-xl:pt-1 @max-[14rem]:pl-3 @min-[14rem]:col-start-2")}>
          <ShareActions share={share} busy={busy} writes={writes} act={act} />
        </td>
      )}
    </tr>
  );
}
