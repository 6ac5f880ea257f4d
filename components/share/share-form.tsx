"use client";

import { Link } from "@/components/ui/link";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { DialogBody } from "@/components/ui/dialog";
import { createShare } from "@/lib/client/share-actions";
import type { ShareChoices, SharedRunIds } from "@/lib/client/share-choices";
import { useSharePreview } from "@/lib/client/share-preview";
import { DURATIONS, linksWords } from "@/lib/client/share-words";
import { useLiveLinks } from "@/lib/client/use-shares";
import type { RunState } from "@/lib/contract/api";
import type { CreatedShare, ExpiresIn } from "@/lib/contract/shares";
import { isEnded } from "@/lib/run/state";
import { CreateFooter } from "./create-footer";
import { ShareLabel, ShareOutside, ShareParts } from "./share-options";
import { SharePreview } from "./share-preview";
import { useShareSubmit } from "./use-share-submit";

export type NewShare = { choices: ShareChoices; expiresIn: ExpiresIn };

/**
 * Asks what a new link shows and how long it lasts, and makes it.
 * @param stateBefore the run's state as the page knows it, until the preview tells
 */
export function ShareForm({
  run,
  stateBefore,
  share,
  busy,
  onChange,
  onBusy,
  onCreated,
}: {
  run: SharedRunIds;
  stateBefore: RunState;
  share: NewShare;
  /** Whether the link is being made. */
  busy: boolean;
  onChange: (share: NewShare) => void;
  onBusy: (busy: boolean) => void;
  onCreated: (created: CreatedShare) => void;
}) {
  const { choices, expiresIn } = share;
  const preview = useSharePreview(run, choices, expiresIn);
  const choose = (choices: ShareChoices) => onChange({ ...share, choices });

  const { problem, submit } = useShareSubmit(async () => {
    const { include, card, badge, label } = choices;
    onCreated(
      await createShare({ ...run, expiresIn, include, card, badge, label: label.trim() || null }),
    );
  }, onBusy);

  return (
    <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="lg:grid lg:grid-cols-[25rem_minmax(0,1fr)] lg:overflow-hidden">
        <div className="flex flex-col gap-5 p-4 lg:min-h-0 lg:overflow-y-auto lg:border-r lg:border-line">
          <LiveLinks run={run} />
          <ShareParts choices={choices} onChange={choose} />
          <ChoiceGroup
            legend="How long the link works"
            choices={DURATIONS}
            value={expiresIn}
            onChange={(expiresIn) => onChange({ ...share, expiresIn })}
          />
          <ShareLabel choices={choices} onChange={choose} />
          <ShareOutside choices={choices} onChange={choose} />
        </div>
        <div className="flex min-h-0 flex-col p-4 pt-0 lg:pt-4">
          <SharePreview
            view={preview.view}
            error={preview.error}
            pollKey={preview.key}
            fit={preview.fit}
          />
        </div>
      </DialogBody>
      <CreateFooter
        note={
          !isEnded(preview.view?.state ?? stateBefore) &&
          "The run goes on being recorded after you sign out: Runboard keeps a sealed copy of your key until the run ends, the link expires or you revoke it."
        }
        problem={problem}
        busy={busy}
      />
    </form>
  );
}

function LiveLinks({ run }: { run: SharedRunIds }) {
  const live = useLiveLinks(run);
  if (!live) return null;
  return (
    <Link href="/shares" className="w-fit text-accent underline underline-offset-2">
      {linksWords(live)} to this run
    </Link>
  );
}
