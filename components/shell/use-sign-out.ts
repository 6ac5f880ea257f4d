"use client";

import { useState } from "react";
import { fetchAhead, lazyPart } from "@/lib/client/lazy-part";
import { signOut } from "@/lib/client/session";
import { countLiveShares, revokeAllShares } from "@/lib/client/share-actions";
import { unrevokedWords } from "@/lib/client/share-problem";

const DIALOG = lazyPart(() => import("./sign-out-dialog"));

export type Leaving = {
  /** How many links live, while it is asked what becomes of them; else null. */
  live: number | null;
  /** What was answered, while it is under way. */
  doing: "revoke" | "keep" | null;
  /** Why that failed, in words. */
  problem: string | null;
  answer: (choice: "revoke" | "keep") => Promise<void>;
  cancel: () => void;
};

async function leave(): Promise<void> {
  await signOut();
  // A whole new page: nothing of this session stays in memory.
  window.location.assign("/sign-in");
}

/**
 * Signs out, and asks before that what becomes of links that live, in a dialog that is fetched for
 * it; one that cannot be fetched fails as signing out does.
 */
export function useSignOut() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const [live, setLive] = useState<number | null>(null);
  const [doing, setDoing] = useState<Leaving["doing"]>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const begin = async () => {
    if (busy) return;
    setBusy(true);
    setFailed(false);
    setProblem(null);
    fetchAhead(DIALOG);
    try {
      // Nobody is kept from leaving because the links cannot be counted.
      const count = await countLiveShares().catch(() => 0);
      if (count === 0) await leave();
      else {
        await DIALOG.load();
        setLive(count);
      }
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };

  const answer = async (choice: "revoke" | "keep") => {
    if (doing) return;
    setDoing(choice);
    setProblem(null);
    let failure: (error: unknown) => string = () => "You may still be signed in. Try again.";
    try {
      if (choice === "revoke") {
        failure = unrevokedWords;
        await revokeAllShares();
        failure = () => "All links are revoked, but you may still be signed in. Try again.";
      }
      await leave();
    } catch (error) {
      setProblem(failure(error));
      setDoing(null);
    }
  };

  const leaving: Leaving = { live, doing, problem, answer, cancel: () => setLive(null) };
  const Dialog = live === null ? null : (DIALOG.now()?.SignOutDialog ?? null);
  return { begin, failed, leaving, Dialog };
}
