"use client";

import { SWRConfig } from "swr";
import { StateAnnouncer } from "@/components/status/state-announcer";
import { TabMark } from "@/components/status/tab-mark";
import { screenCache } from "@/lib/client/polling";
import { secretIn, useFragment } from "@/lib/client/shared-link";
import { sharedRunName, sharedStateLabel } from "@/lib/client/shared-words";
import { useSharedRun } from "@/lib/client/use-shared-run";
import type { SharedRunView } from "@/lib/contract/shares";
import { SharedNotice } from "./shared-notice";
import { SharedRun } from "./shared-run";

const CACHE = { provider: screenCache };

/** What the link in the address bar shows; the server never sees its secret. */
export function SharedScreen({ id }: { id: string }) {
  const fragment = useFragment();
  if (fragment === null) return <SharedNotice is="opening" />;
  const secret = secretIn(fragment);
  if (secret === null) return <SharedNotice is="unknown" />;
  // Another secret is another link: nothing of the one before stays.
  return (
    <SWRConfig key={secret} value={CACHE}>
      <Opened id={id} secret={secret} />
    </SWRConfig>
  );
}

function Opened({ id, secret }: { id: string; secret: string }) {
  const { state, error, key, loadEarlier } = useSharedRun(id, secret);
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
