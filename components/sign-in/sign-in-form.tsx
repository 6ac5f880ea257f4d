"use client";

import { Info, TriangleAlert } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ApiError } from "@/lib/client/api-error";
import { useHydrated } from "@/lib/client/now";
import { looksLikeKey, signIn } from "@/lib/client/session";
import { useGate } from "@/lib/client/use-gate";
import { KeyField } from "./key-field";
import { ServerChoice } from "./server-choice";
import { isOfKey, signInWords } from "./sign-in-words";

const NOT_A_KEY =
  "This cannot be an API key: keys have 8 to 256 letters, digits and symbols, no spaces.";

/** What went wrong, and whether the key itself is to be put right. */
type Problem = { isOfKey: boolean; words: string };

/**
 * Asks for a key and signs in with it.
 * @param next a local path, checked by the page
 * @param demoKey offered on a button when the server has one
 * @param demoNotice said beside that button
 */
export function SignInForm({
  upstreams,
  demoKey,
  demoNotice,
  next,
}: {
  upstreams: string[];
  demoKey: string | null;
  demoNotice: string | null;
  next: string;
}) {
  const isReady = useHydrated();
  const gate = useGate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const rest = useCallback(() => {
    gate.leave();
    setBusy(false);
  }, [gate]);
  // A browser may bring this page back as it was left, in the middle of signing in.
  useEffect(() => {
    const takeUp = ({ persisted }: PageTransitionEvent) => persisted && rest();
    window.addEventListener("pageshow", takeUp);
    return () => window.removeEventListener("pageshow", takeUp);
  }, [rest]);

  const fail = (problem: Problem) => {
    setProblem(problem);
    rest();
    // Where the key is not at fault, whoever pressed the button presses it again.
    if (problem.isOfKey) input.current?.focus();
  };
  const enter = async () => {
    if (!gate.enter()) return;
    const given = new FormData(input.current?.form ?? undefined);
    const key = String(given.get("apiKey") ?? "");
    const server = String(given.get("upstream") ?? upstreams[0] ?? "");
    if (!looksLikeKey(key)) return fail({ isOfKey: true, words: NOT_A_KEY });
    setBusy(true);
    setProblem(null);
    try {
      await signIn(key, server || undefined);
      if (input.current) input.current.value = "";
      window.location.assign(next);
    } catch (error) {
      fail({
        isOfKey: error instanceof ApiError && isOfKey(error),
        words:
          error instanceof ApiError ? signInWords(error, server) : "Something went wrong here.",
      });
    }
  };

  return (
    // Should anything post it before the page's script runs: a key must not end up in an address.
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
      className="flex flex-col gap-4"
      noValidate
    >
      {upstreams.length > 1 && <ServerChoice names={upstreams} />}
      <KeyField ref={input} problem={problem?.isOfKey ? problem.words : null} />
      <noscript>
        <p className="text-failed">Signing in needs JavaScript, which is off in this browser.</p>
      </noscript>
      <div role="alert" id="sign-in-problem" className="empty:hidden">
        {problem && !problem.isOfKey && (
          <Notice tone="failed" icon={<TriangleAlert aria-hidden />} title="You are not signed in">
            {problem.words}
          </Notice>
        )}
      </div>
      <Button type="submit" look="primary" size="large" disabled={!isReady} aria-disabled={busy}>
        {busy ? "Checking the key…" : "Sign in"}
      </Button>
      {demoKey && (
        <Button
          size="large"
          disabled={!isReady}
          aria-disabled={busy}
          aria-describedby={demoNotice ? "demo-notice" : undefined}
          onClick={() => {
            if (input.current && !busy) input.current.value = demoKey;
            void enter();
          }}
        >
          Use the demo key
        </Button>
      )}
      {demoNotice && (
        <div id="demo-notice">
          <Notice icon={<Info aria-hidden />} title="About this demo">
            {demoNotice}
          </Notice>
        </div>
      )}
    </form>
  );
}
