"use client";

/** What a viewer of a link would see, read from the server that would tell them. */
import { useEffect, useState } from "react";
import useSWR from "swr";
import type { ExpiresIn, SharedRunView } from "../contract/shares.ts";
import type { ApiError } from "./api-error.ts";
import { fetchBody } from "./fetch-json.ts";
import { hiddenListInterval, POLLING, previewInterval } from "./polling.ts";
import { usePageHidden } from "./page-visibility.ts";
import { previewFit } from "./preview-fit.ts";
import { previewPath, type ShareChoices, type SharedRunIds } from "./share-choices.ts";

const SETTLE_MS = 300;

/** A view, and the choices it is of. */
type Shown = { path: string; view: SharedRunView };

const read = async (path: string): Promise<Shown> => ({ path, view: await fetchBody(path) });

// At module level, as all of the polling policy.
const shownInterval = (shown: Shown | undefined): number => previewInterval(shown?.view);

/** A text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/**
 * What somebody with a link of these choices would see, kept up to date. While other choices are
 * being read, the picture before stays, and `fit` says so.
 */
export function useSharePreview(run: SharedRunIds, choices: ShareChoices, expiresIn: ExpiresIn) {
  const label = useSettled(choices.label);
  const path = previewPath(run, { include: choices.include, label }, expiresIn);
  const hidden = usePageHidden();
  const { data, error } = useSWR<Shown, ApiError>(path, read, {
    ...POLLING,
    keepPreviousData: true,
    refreshInterval: hidden ? hiddenListInterval : shownInterval,
  });
  const fit = previewFit(
    data?.path ?? null,
    { path, failed: error !== undefined },
    previewPath(run, choices, expiresIn),
  );
  return { view: data?.view ?? null, error: error ?? null, key: path, fit };
}
