"use client";

/** The question of a link, kept up to date, and the one answer to it. */
import { useCallback, useState } from "react";
import useSWR from "swr";
import type { Answered } from "../contract/actions.ts";
import { answerThroughLink } from "./answer-link-actions.ts";
import {
  createLinkReader,
  hiddenLinkInterval,
  linkInterval,
  type LinkState,
  shutBy,
} from "./answer-link-reader.ts";
import { type LinkProblem, linkProblem } from "./answer-link-words.ts";
import type { ApiError } from "./api-error.ts";
import { usePageHidden } from "./page-visibility.ts";
import { SHARED_POLLING } from "./polling.ts";
import { useGate } from "./use-gate.ts";

/** What became of the answer that was given on this page. */
export type LinkAnswer =
  | { is: "sending" }
  | { is: "done"; outcome: Answered["outcome"] }
  | { is: "failed"; problem: LinkProblem };

/**
 * The secret is in no key and no address: whoever uses this with another one needs a new component
 * and a new cache.
 * @param id of the link
 * @param secret what its address carries
 * @returns `state` null before the first answer
 */
export function useAnswerLink(id: string, secret: string) {
  const path = `/api/answers/${encodeURIComponent(id)}`;
  const [reader] = useState(() => createLinkReader(path, secret));
  const hidden = usePageHidden();
  const { data, error, mutate } = useSWR<LinkState, ApiError>(path, reader.read, {
    ...SHARED_POLLING,
    refreshInterval: hidden ? hiddenLinkInterval : linkInterval,
  });
  const [own, setOwn] = useState<LinkAnswer | null>(null);
  const gate = useGate();

  const send = useCallback(
    async (input: string) => {
      if (!gate.enter()) return;
      setOwn({ is: "sending" });
      try {
        const { outcome } = await answerThroughLink(path, secret, input);
        setOwn({ is: "done", outcome });
        return;
      } catch (thrown) {
        const shut = shutBy(thrown);
        setOwn(shut ? null : { is: "failed", problem: linkProblem(thrown) });
        if (shut) await mutate(shut, { revalidate: false });
        else void mutate();
      }
      gate.leave();
    },
    [path, secret, mutate, gate],
  );
  return { state: data ?? null, error: error ?? null, own, send };
}
