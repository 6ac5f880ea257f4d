"use client";

import { useCallback, useEffect, useState } from "react";
import useSWR from "swr";
import type { ApiError } from "./api-error.ts";
import type { LoadEarlier } from "./run-reader.ts";
import { hiddenSharedInterval, SHARED_POLLING, sharedInterval } from "./polling.ts";
import { useIsPast } from "./shared-expiry.ts";
import { useHiddenPace } from "./use-hidden-pace.ts";
import { createSharedReader, type SharedState } from "./shared-reader.ts";

const LAPSED: SharedState = { is: "ended", byClock: true };

/**
 * What a shared link shows, kept up to date. The secret is in no key and no address: whoever uses
 * this with another one needs a new component and a new cache.
 * @param id of the share
 * @param secret what its link carries
 * @returns `state` null before the first answer
 */
export function useSharedRun(id: string, secret: string) {
  const path = `/api/shared/${encodeURIComponent(id)}`;
  const [reader] = useState(() => createSharedReader(path, secret));
  const { data, error, mutate } = useSWR<SharedState, ApiError>(path, reader.read, {
    ...SHARED_POLLING,
    refreshInterval: sharedInterval,
  });
  // That a link is over is an answer: any failure may pass.
  useHiddenPace(data, hiddenSharedInterval, mutate);

  const isLapsed = useIsPast(data?.is === "open" ? data.view.expiresAt : null);
  useEffect(() => {
    if (isLapsed) void mutate(reader.lapse(), { revalidate: false });
  }, [isLapsed, reader, mutate]);

  const loadEarlier = useCallback<LoadEarlier>(
    async (isEnough) => {
      const state = await reader.earlier(isEnough);
      if (state) await mutate(state, { revalidate: false });
    },
    [reader, mutate],
  );

  return {
    state: isLapsed ? LAPSED : (data ?? null),
    error: error ?? null,
    key: path,
    loadEarlier,
  };
}
