"use client";

import { Info } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ApiError } from "@/lib/client/api-error";
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
  const [key, setKey] = useState("");
  const [server, setServer] = useState(upstreams[0] ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const fail = (words: string) => {
    setProblem(words);
    setBusy(false);
    input.current?.focus();
  };
  const enter = async (given: string) => {
    if (!looksLikeKey(given)) return fail(NOT_A_KEY);
    setBusy(true);
    setProblem(null);
    try {
      await signIn(given, server || undefined);
      window.location.assign(next);
    } catch (error) {
      fail(error instanceof ApiError ? signInWords(error, server) : "Something went wrong here.");
    }
  };

  return (
    // Posted only if the page's script never ran: a key must not end up in an address.
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void enter(key);
      }}
      className="flex flex-col gap-4"
      noValidate
    >
      {upstreams.length > 1 && (
        <ServerChoice names={upstreams} value={server} onChange={setServer} />
      )}
      <KeyField ref={input} value={key} onChange={setKey} problem={problem} />
      <Button type="submit" look="primary" size="large" disabled={busy}>
        {busy ? "Checking the key…" : "Sign in"}
      </Button>
      {demoKey && (
        <Button
          size="large"
          disabled={busy}
          aria-describedby={demoNotice ? "demo-notice" : undefined}
          onClick={() => {
            setKey(demoKey);
            void enter(demoKey);
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
