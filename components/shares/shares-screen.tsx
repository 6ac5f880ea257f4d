"use client";

import { useRef, useState } from "react";
import { SWRConfig } from "swr";
import { ShareFailure } from "@/components/share/share-failure";
import { Notice } from "@/components/ui/notice";
import { Pager } from "@/components/ui/pager";
import { screenCache } from "@/lib/client/polling";
import { useListKeys } from "@/lib/client/use-list-keys";
import { type ShareProblem, shareProblem } from "@/lib/client/share-problem";
import { heldLinksWords, isLiveShare } from "@/lib/client/share-words";
import { usePageNumber } from "@/lib/client/use-address-query";
import { useShares } from "@/lib/client/use-shares";
import type { ErrorBody } from "@/lib/contract/errors";
import type { ShareList, ShareRow } from "@/lib/contract/shares";
import { EditedShare } from "./edited-share";
import { RevokeAll } from "./revoke-all";
import { ShareTable, type ShareWrites } from "./share-table";
import { SharesBlank } from "./shares-blank";

type Props = {
  /** What the page brought, with its number. */
  initial: { list: ShareList | null; page: number };
  initialError: ErrorBody["error"] | null;
};

const CACHE = { provider: screenCache };

export const SharesScreen = (props: Props) => (
  <SWRConfig value={CACHE}>
    <Shares {...props} />
  </SWRConfig>
);

function Shares({ initial, initialError }: Props) {
  const [page, goTo] = usePageNumber();
  const { list, error, retry, change, revoke, revokeAll } = useShares(page, initial);
  const [problem, setProblem] = useState<ShareProblem | null>(null);
  const [edited, setEdited] = useState<ShareRow | null>(null);
  const part = useRef<HTMLDivElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  // The button that was pressed is gone: the keyboard goes on where it is told what became of it.
  const keepFocus = () => {
    if (document.activeElement === document.body) status.current?.focus();
  };
  const shares = list ? withEdited(list.shares, edited) : [];
  const edit = (share: ShareRow | null) => {
    const before = list?.shares.find(({ id }) => id === edited?.id);
    // The row of a link that has ended goes with its dialog, and the button that opened it too.
    if (share === null && !(before && isLiveShare(before))) setTimeout(keepFocus);
    setEdited(share);
  };
  const takeBack = async (id: string) => {
    try {
      await revoke(id);
    } finally {
      keepFocus();
    }
  };
  const takeAllBack = async () => {
    setProblem(null);
    try {
      await revokeAll();
    } catch (error) {
      setProblem(shareProblem(error));
    } finally {
      keepFocus();
    }
  };
  const hasRows = list !== null && shares.length > 0;
  useListKeys(part, { hasRows, isRead: list !== initial.list });
  // An answer that was lost matters no more once the list shows what became of it.
  const open = problem?.isLost && list?.live === 0 ? null : problem;

  return (
    <div ref={part} className="mx-auto flex w-full max-w-[1280px] flex-col gap-3 px-3 py-4 sm:px-4">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold">Shares</h1>
        <p ref={status} tabIndex={-1} role="status" className="text-muted tabular-nums">
          {list && list.total > 0 && heldLinksWords(list)}
        </p>
        {list && list.total > 0 && (
          <div className="ml-auto">
            <RevokeAll live={list.live} onRevoke={takeAllBack} />
          </div>
        )}
      </div>
      <ShareFailure title="The links were not revoked" problem={open} />
      {hasRows && error && <Notice title="This list may be out of date">{error.message}</Notice>}
      {hasRows ? (
        <EditedShare value={edit}>
          <Tables
            shares={shares}
            edited={edited?.id ?? null}
            writes={{ change, revoke: takeBack }}
          />
        </EditedShare>
      ) : (
        <SharesBlank
          list={list}
          message={(error ?? initialError)?.message ?? null}
          onRetry={retry}
          onFirst={() => goTo(1)}
        />
      )}
      {list && <Pager page={list.page} limit={list.limit} total={list.total} onPage={goTo} />}
    </div>
  );
}

/** The links, with the one that is being edited also where it is on another page by now. */
const withEdited = (shares: ShareRow[], edited: ShareRow | null): ShareRow[] =>
  edited && !shares.some(({ id }) => id === edited.id) ? [...shares, edited] : shares;

/** Those that live first, with the one that is being edited; the ended ones below. */
function Tables({
  shares,
  edited,
  writes,
}: {
  shares: ShareRow[];
  edited: string | null;
  writes: ShareWrites;
}) {
  const isAbove = (share: ShareRow) => isLiveShare(share) || share.id === edited;
  const live = shares.filter(isAbove);
  const ended = shares.filter((share) => !isAbove(share));
  return (
    <>
      {live.length > 0 && <ShareTable shares={live} ended={false} writes={writes} />}
      {ended.length > 0 && (
        <>
          <h2 className="mt-3 font-semibold text-muted">Ended</h2>
          <ShareTable shares={ended} ended writes={writes} />
        </>
      )}
    </>
  );
}
