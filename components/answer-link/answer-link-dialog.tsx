"use client";

import { useState } from "react";
import useSWR from "swr";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import type { Opening } from "@/components/ui/opener";
import { answerLinkPath, readAnswerLink } from "@/lib/client/answer-link-actions";
import type { ApiError } from "@/lib/client/api-error";
import { listInterval, POLLING } from "@/lib/client/polling";
import type {
  AnswerLinkQuery,
  AnswerLinkStanding,
  CreatedAnswerLink,
} from "@/lib/contract/answer-links";
import { LinkCreated } from "./link-created";
import { LinkForm } from "./link-form";
import { LinkLives } from "./link-lives";

/** Has somebody else answer one question. Closed, it forgets the link, which was told once. */
export function AnswerLinkDialog({
  question,
  heading,
  opening,
}: {
  question: AnswerLinkQuery;
  heading: string;
  opening: Opening;
}) {
  const [busy, setBusy] = useState(false);
  const [created, setCreated] = useState<CreatedAnswerLink | null>(null);
  return (
    <Dialog
      opening={opening}
      title={created ? "Link created" : "Let somebody else answer"}
      description={heading}
      stays={busy ? "open" : created ? "aside" : undefined}
    >
      {created ? (
        <LinkCreated created={created} onDone={() => opening.onOpenChange(false)} />
      ) : (
        <Standing question={question} busy={busy} onBusy={setBusy} onCreated={setCreated} />
      )}
    </Dialog>
  );
}

/** A form for a link, or the link that there is already: a question has one at a time. */
function Standing({
  question,
  busy,
  onBusy,
  onCreated,
}: {
  question: AnswerLinkQuery;
  busy: boolean;
  onBusy: (busy: boolean) => void;
  onCreated: (created: CreatedAnswerLink) => void;
}) {
  const { data, error, mutate } = useSWR<AnswerLinkStanding, ApiError>(
    answerLinkPath(question),
    readAnswerLink,
    // What was so when it was last open may not be so any more.
    { ...POLLING, refreshInterval: listInterval, revalidateIfStale: true, keepPreviousData: false },
  );
  if (!data) {
    return (
      <>
        <DialogBody className="p-4">
          <p className="text-muted">{error?.message ?? "Looking for a link to this question…"}</p>
        </DialogBody>
        {error && (
          <DialogFooter>
            <Button onClick={() => void mutate()}>Try again</Button>
          </DialogFooter>
        )}
      </>
    );
  }
  return data.link ? (
    <LinkLives
      link={data.link}
      busy={busy}
      onBusy={onBusy}
      onRevoked={async () => {
        await mutate({ ...data, link: null });
      }}
    />
  ) : (
    <LinkForm
      question={question}
      isLocal={data.isLocal}
      busy={busy}
      onBusy={onBusy}
      onCreated={(created) => {
        onCreated(created);
        void mutate();
      }}
    />
  );
}
