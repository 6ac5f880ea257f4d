"use client";

import { LogIn } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useSessionEnded } from "@/lib/client/session-watch";

/** Says that the session ended and offers to sign in again; the page below stays as it was. */
export function SessionEnded() {
  const ended = useSessionEnded();
  const path = usePathname();
  const query = useSearchParams().toString();
  if (!ended) return null;
  const next = encodeURIComponent(query ? `${path}?${query}` : path);
  return (
    <div role="alert" className="border-b border-line bg-card px-3 py-2 sm:px-4">
      <Notice
        icon={<LogIn aria-hidden />}
        title="Your session has ended"
        action={
          <a href={`/sign-in?next=${next}`} className={buttonClass("primary")}>
            Sign in again
          </a>
        }
      >
        What is on this page stays, but it is no longer kept up to date. Your runs go on.
      </Notice>
    </div>
  );
}
