"use client";

import { Pause, Pencil, Play, Unlink } from "lucide-react";
import { useContext, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Opener } from "@/components/ui/opener";
import { lazyPart } from "@/lib/client/lazy-part";
import type { ShareRow } from "@/lib/contract/shares";
import { taskName } from "@/lib/run/words";
import { EditedShare } from "./edited-share";
import type { ShareWrites } from "./share-table";

const DIALOG = lazyPart(() => import("./edit-share"));

/** An icon; where there is room, its word too. */
const ACTION = buttonClass("quiet", "small", "@max-[76rem]:w-7");
const WORD = "@max-[76rem]:sr-only";

const whatOf = ({ label, answers, task }: ShareRow): string =>
  label ?? `link to ${answers ? "a question of " : ""}${taskName(task)}`;

const pausedWords = ({ answers }: ShareRow): string =>
  answers ? "nobody can answer through it" : "nobody sees the run";

/**
 * Edit, pause or resume, revoke. There is nothing to edit of a link that answers: what comes first
 * may be missing, so that what is the same stands in one line.
 */
export function ShareActions({
  share,
  busy,
  writes,
  act,
}: {
  share: ShareRow;
  /** Whether something is being done with this link. */
  busy: boolean;
  writes: ShareWrites;
  /** Waits for a write, and tells in the row what came of it. */
  act: (write: Promise<void>) => Promise<void>;
}) {
  const [editing, setEditing] = useState(false);
  const keep = useContext(EditedShare);
  const edit = (open: boolean) => {
    keep(open ? share : null);
    setEditing(open);
  };
  const isPaused = share.status !== "live";
  const what = whatOf(share);
  const toggle = () => {
    if (!busy) void act(writes.change(share.id, { paused: !isPaused }));
  };
  const verb = isPaused ? "Resume" : "Pause";
  return (
    <div className="-mt-0.5 flex flex-wrap gap-0.5 @max-xl:-ml-1.5 @xl:justify-end">
      {!share.answers && (
        <Opener
          part={DIALOG}
          open={editing}
          onOpenChange={edit}
          trigger={
            <button type="button" aria-label={`Edit: ${what}`} title="Edit" className={ACTION}>
              <Pencil aria-hidden />
              <span className={WORD}>Edit</span>
            </button>
          }
        >
          {({ EditShare }, opening) => (
            <EditShare
              share={share}
              opening={opening}
              onSave={(change) => writes.change(share.id, change)}
            />
          )}
        </Opener>
      )}
      <button
        type="button"
        aria-disabled={busy}
        aria-label={`${verb}: ${what}`}
        title={
          isPaused
            ? "Resume: the link works again"
            : `Pause: ${pausedWords(share)} until you resume`
        }
        onClick={toggle}
        className={ACTION}
      >
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        <span className={WORD}>{verb}</span>
      </button>
      <Confirm
        trigger={
          <button type="button" aria-label={`Revoke: ${what}`} title="Revoke" className={ACTION}>
            <Unlink aria-hidden />
            <span className={WORD}>Revoke</span>
          </button>
        }
        busy={busy}
        title="Revoke this link?"
        confirm="Revoke"
        onConfirm={() => void act(writes.revoke(share.id))}
      >
        {share.answers
          ? "Nobody can answer through it any more."
          : "Whoever has it loses access at once."}{" "}
        This cannot be undone.
      </Confirm>
    </div>
  );
}
