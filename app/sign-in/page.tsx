import { redirect } from "next/navigation";
import { Mark } from "@/components/shell/mark";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { TabMark } from "@/components/status/tab-mark";
import { localPath } from "@/lib/client/session";
import { currentSession, signInOptions } from "@/lib/server/http/page";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const given = (await searchParams).next;
  const next = localPath(Array.isArray(given) ? given[0] : given);
  if (await currentSession()) redirect(next);
  return (
    <div className="flex min-h-dvh flex-col">
      <TabMark title="Sign in" />
      <div className="flex h-12 items-center justify-end px-3 sm:px-4">
        <ThemeSwitch />
      </div>
      <main
        id="main"
        className="mx-auto flex w-full max-w-sm flex-1 flex-col gap-6 px-3 pt-[max(1rem,12dvh)] pb-12 sm:px-4"
      >
        <div className="flex flex-col gap-3">
          <Mark />
          <div className="flex flex-col gap-1">
            <h1 className="text-xl font-semibold">Sign in</h1>
            <p className="text-balance text-muted">
              Watch your Browserable runs with the API key they belong to.
            </p>
          </div>
        </div>
        <SignInForm {...signInOptions()} next={next} />
        <p className="text-xs text-pretty text-muted">
          The key stays on Runboard's server, sealed in your session. It is never shown again.
        </p>
      </main>
    </div>
  );
}
