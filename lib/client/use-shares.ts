"use client";

/** The links of this key, kept up to date, and what is done with them. */
import { useCallback } from "react";
import useSWR from "swr";
import type { ChangeShare, ShareList } from "../contract/shares.ts";
import type { ApiError } from "./api-error.ts";
import { fetchBody } from "./fetch-json.ts";
import { usePageHidden } from "./page-visibility.ts";
import { hiddenListInterval, listInterval, POLLING } from "./polling.ts";
import { serverNowMs } from "./server-clock.ts";
import { useSessionWatch } from "./session-watch.ts";
import { useHiddenPace } from "./use-hidden-pace.ts";
import { changeShare, revokeAllShares, revokeShare } from "./share-actions.ts";
import type { SharedRunIds } from "./share-choices.ts";
import { withAllRevoked, withRevoked, withRow } from "./share-list.ts";
import { isLiveShare } from "./share-words.ts";

const read = (path: string) => fetchBody<ShareList>(path);

const listPath = (page: number) => `/api/shares${page > 1 ? `?page=${page}` : ""}`;

/**
 * One page of the links, and the writes. What a write was answered is shown at once, whether or not
 * the list can be read again then. The writes throw ApiError.
 * @param initial what the page brought, with its number; null when it was not readable
 */
export function useShares(page: number, initial: { list: ShareList | null; page: number }) {
  const path = listPath(page);
  const hidden = usePageHidden();
  const { data, error, mutate } = useSWR<ShareList, ApiError>(path, read, {
    ...POLLING,
    // SWR would show the page's data under every other path too.
    fallbackData: initial.page === page ? (initial.list ?? undefined) : undefined,
    keepPreviousData: true,
    refreshInterval: hidden ? hiddenListInterval : listInterval,
  });
  useHiddenPace(data, hiddenListInterval, mutate, error);
  useSessionWatch(error);

  const retry = useCallback(() => void mutate(), [mutate]);
  const show = useCallback(
    async (told: (list: ShareList) => ShareList) => {
      // SWR's cache is empty until the first read, even when the page brought data.
      await mutate((held = data) => held && told(held), { revalidate: false });
      void mutate();
    },
    [mutate, data],
  );
  const change = useCallback(
    async (id: string, what: ChangeShare) => {
      const row = await changeShare(id, what);
      await show((list) => withRow(list, row));
    },
    [show],
  );
  const revoke = useCallback(
    async (id: string) => {
      await revokeShare(id);
      await show((list) => withRevoked(list, id, serverNowMs()));
    },
    [show],
  );
  const revokeAll = useCallback(async () => {
    await revokeAllShares();
    await show((list) => withAllRevoked(list, serverNowMs()));
  }, [show]);
  return { list: data ?? null, error: error ?? null, retry, change, revoke, revokeAll };
}

/** How many links of one run live, paused ones too; null while that is not known. */
export function useLiveLinks({ taskId, runId }: SharedRunIds): number | null {
  // A run has fewer living links than a list has rows, and those come first.
  const { data } = useSWR<ShareList, ApiError>(
    `/api/shares?${new URLSearchParams({ taskId, runId })}`,
    read,
    { ...POLLING, revalidateIfStale: true },
  );
  return data?.shares.filter(isLiveShare).length ?? null;
}
