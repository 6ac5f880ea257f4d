import { Link } from "@/components/ui/link";
import { usePathname } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import type { ShareProblem } from "@/lib/client/share-problem";

const WAY = "font-medium text-accent underline underline-offset-2";

/** Why something about a link was not done, and the way on; read out as it comes. */
export function ShareFailure({ title, problem }: { title: string; problem: ShareProblem | null }) {
  const here = usePathname();
  return (
    <div role="alert" className="w-full empty:hidden">
      {problem && (
        <Notice tone="failed" title={problem.isLost ? "Runboard's answer did not arrive" : title}>
          {problem.message}{" "}
          {problem.leadsTo === "shares" && here !== "/shares" && (
            <Link href="/shares" className={WAY}>
              Go to Shares
            </Link>
          )}
          {problem.leadsTo === "sign-in" && (
            // A whole new page: nothing of the old session stays in memory.
            // oxlint-disable-next-line nextjs/no-html-link-for-pages
            <a href={`/sign-in?next=${encodeURIComponent(here)}`} className={WAY}>
              Sign in again
            </a>
          )}
        </Notice>
      )}
    </div>
  );
}
