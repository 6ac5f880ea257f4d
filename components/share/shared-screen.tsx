"use client";

import { useEffect, useState } from "react";
import { SWRConfig } from "swr";
import { StateAnnouncer } from "@/components/status/state-announcer";
import { TabMark } from "@/components/status/tab-mark";
import { screenCache } from "@/lib/client/polling";
import { secretIn, useFragment } from "@/lib/client/shared-link";
import type { SharedState } from "@/lib/client/shared-reader";
import { sharedAloud, sharedRunName, sharedStateLabel } from "@/lib/client/shared-words";
import { useSharedRun } from "@/lib/client/use-shared-run";
import type { SharedRunView } from "@/lib/contract/shares";
import { SharedNotice } from "./shared-notice";
import { SharedRun } from "./shared-run";

const CACHE = { provider: screenCache };

/** What the link in the address bar shows; the server never sees its secret. */
export function SharedScreen({ id }: { id: string }) {
  const fragment = useFragment();
  const secret = fragment === null ? null : secretIn(fragment);
  const [aloud, setAloud] = useState("");
  const isBroken = fragment !== null && secret === null;
  return (
    <>
      {/* Here before its words are: what arrives together with them is not read out. */}
      <p className="sr-only" role="status">
        {isBroken ? sharedAloud("", "unknown") : aloud}
      </p>
      {secret === null ? (
        <SharedNotice is={isBroken ? "unknown" : "opening"} />
      ) : (
        // Another secret is another link: nothing of the one before stays.
        <SWRConfig key={secret} value={CACHE}>
          <Opened id={id} secret={secret} onAloud={setAloud} />
        </SWRConfig>
      )}
    </>
  );
}

function Opened({
  id,
  secret,
  onAloud,
}: {
  id: string;
  secret: string;
  /** Given what was said last, it gives what is to be said now. */
  onAloud: (next: (said: string) => string) => void;
}) {
  const { state, error, key, loadEarlier } = useSharedRun(id, secret);
  const is: SharedState["is"] | null = state?.is ?? null;
  useEffect(() => onAloud((said) => sharedAloud(said, is)), [onAloud, is]);
  if (state?.is !== "open") {
    return <SharedNotice is={state?.is ?? "opening"} trouble={state ? null : error} />;
  }
  return (
    <>
      <Tab view={state.view} />
      <SharedRun view={state.view} error={error} pollKey={key} onEarlier={loadEarlier} />
    </>
  );
}

/** What tells of the run outside of the page: the tab, and a word when its state changes. */
function Tab({ view }: { view: SharedRunView }) {
  const { state } = view;
  const name = sharedRunName(view);
  const label = sharedStateLabel(state);
  return (
    <>
      <TabMark title={`${label} · ${name}`} state={state} />
      <StateAnnouncer name={name} state={state} label={label} />
    </>
  );
}
