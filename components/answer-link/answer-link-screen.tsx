"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { SWRConfig } from "swr";
import { TabMark } from "@/components/status/tab-mark";
import { DONE_WORDS, shutMore, SHUT_TITLES } from "@/lib/client/answer-link-words";
import type { LinkState } from "@/lib/client/answer-link-reader";
import { screenCache } from "@/lib/client/polling";
import { secretIn, useFragment } from "@/lib/client/shared-link";
import { type LinkAnswer, useAnswerLink } from "@/lib/client/use-answer-link";
import type { Question } from "@/lib/contract/answer-links";
import { LinkNotice } from "./link-notice";
import { QuestionForm, questionTitle } from "./question-form";

const CACHE = { provider: screenCache };

/** The question of the link in the address bar; the server's log never sees its secret. */
export function AnswerLinkScreen({ id }: { id: string }) {
  const fragment = useFragment();
  const secret = fragment === null ? null : secretIn(fragment);
  if (fragment === null) return <Opening trouble={null} />;
  if (secret === null) return <UnknownLink />;
  return (
    // Another secret is another link: nothing of the one before stays.
    <SWRConfig key={secret} value={CACHE}>
      <Opened id={id} secret={secret} />
    </SWRConfig>
  );
}

const Opening = ({ trouble }: { trouble: string | null }) => (
  <LinkNotice kind="opening" icon="opening" title="Opening the question…">
    {trouble}
  </LinkNotice>
);

/** A link that does not exist, and an address that cannot be one. */
export const UnknownLink = () => (
  <LinkNotice kind="unknown" icon="shut" title={SHUT_TITLES.unknown}>
    {shutMore("unknown", "")}
  </LinkNotice>
);

/**
 * What was asked last: a link that rests may open again, and what was typed is to be there then.
 * @param isSending whether an answer is under way, which tells by itself how it went
 */
function useQuestion(state: LinkState | null, isSending: boolean): Question | null {
  const [held, setHeld] = useState<Question | null>(null);
  const view = state?.is === "open" ? state.view : null;
  if (view && view !== held) setHeld(view);
  return view ?? (isSending || state?.is === "paused" ? held : null);
}

function Opened({ id, secret }: { id: string; secret: string }) {
  const { state, error, own, send } = useAnswerLink(id, secret);
  const isSending = own?.is === "sending";
  const question = useQuestion(state, isSending);
  const notice = useRef<HTMLDivElement>(null);
  const isOpen = isSending ? question !== null : state?.is === "open" && own?.is !== "done";
  const wasOpen = useRef(false);
  const outcome = isOpen || state === null ? null : (own?.is ?? state.is);
  useEffect(() => {
    if (isOpen) wasOpen.current = true;
    if (outcome === null || !notice.current || !wasOpen.current) return;
    // The keyboard stood in a form that is gone, or a finger on the page around it.
    if (document.activeElement?.contains(notice.current)) notice.current.focus();
  }, [outcome, isOpen]);
  if (state === null) return <Opening trouble={error?.message ?? null} />;
  return (
    <>
      {!isOpen && <Outcome ref={notice} state={state} own={own} />}
      {question && own?.is !== "done" && (
        <div hidden={!isOpen}>
          {isOpen && <TabMark title={questionTitle(question)} state="waiting" />}
          <QuestionForm
            id={id}
            view={question}
            own={own}
            isStale={error !== null}
            onSend={(input) => void send(input)}
          />
        </div>
      )}
    </>
  );
}

function Outcome({
  ref,
  state,
  own,
}: {
  ref: RefObject<HTMLDivElement | null>;
  state: LinkState;
  own: LinkAnswer | null;
}) {
  if (own?.is === "done") {
    return (
      <LinkNotice ref={ref} kind="done" icon="done" title="Your answer was sent">
        {DONE_WORDS[own.outcome]} You can close this page.
      </LinkNotice>
    );
  }
  if (state.is === "open") return null;
  const icon = state.is === "used" ? "done" : state.is === "paused" ? "paused" : "shut";
  return (
    <LinkNotice ref={ref} kind={state.is} icon={icon} title={SHUT_TITLES[state.is]}>
      {shutMore(state.is, state.why)}
    </LinkNotice>
  );
}
