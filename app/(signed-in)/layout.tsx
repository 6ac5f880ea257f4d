import { type ReactNode, Suspense } from "react";
import { Header } from "@/components/shell/header";
import { SessionEnded } from "@/components/shell/session-ended";
import { SkipLink } from "@/components/shell/skip-link";
import { Windows } from "@/components/shell/windows";
import { currentSession } from "@/lib/server/http/page";

/** The frame of every signed-in page. It guards nothing: each page checks the session itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  return (
    <div className="flex min-h-dvh flex-col lg:has-data-fill:h-dvh print:!block print:!h-auto">
      <SkipLink />
      <Header session={session} />
      <Suspense>
        <SessionEnded />
      </Suspense>
      <main
        id="main"
        tabIndex={-1}
        className="flex min-w-0 flex-1 flex-col outline-none lg:has-data-fill:min-h-0"
      >
        {children}
      </main>
      {session && <Windows />}
    </div>
  );
}
