"use client";

import { Info } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ApiError } from "@/lib/client/api-error";
import { useHydrated } from "@/lib/client/now";
import { looksLikeKey, signIn } from "@/lib/client/session";
import { KeyField } from "./key-field";
import { ServerChoice } from "./server-choice";
import { signInWords } from "./sign-in-words";

const NOT_A_KEY =
  "This cannot be an API key: keys have 8 to 256 letters, digits and signs, without blanks.";

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
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);

  const fail = (words: string) => {
    setProblem(words);
    setBusy(false);
    input.current?.focus();
  };
  const enter = async () => {
    const given = new FormData(form.current ?? undefined);
    const key = String(given.get("apiKey") ?? "");
    const server = String(given.get("upstream") ?? upstreams[0] ?? "");
    if (!looksLikeKey(key)) return fail(NOT_A_KEY);
    setBusy(true);
    setProblem(null);
    try {
      await signIn(key, server || undefined);
      window.location.assign(next);
    } catch (error) {
      fail(error instanceof ApiError ? signInWords(error, server) : "Something went wrong here.");
    }
  };

  return (
    // Posted only if the page's script never ran: a key must not end up in an address.
    <form
      ref={form}
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
      className="flex flex-col gap-4"
      noValidate
    >
      {upstreams.length > 1 && <ServerChoice names={upstreams} />}
      <KeyField ref={input} problem={problem} />
      <Button type="submit" look="primary" size="large" disabled={busy || !isReady}>
        {busy ? "Checking the key…" : "Sign in"}
      </Button>
      {demoKey && (
        <Button
          size="large"
          disabled={busy || !isReady}
          aria-describedby={demoNotice ? "demo-notice" : undefined}
          onClick={() => {
            if (input.current) input.current.value = demoKey;
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
