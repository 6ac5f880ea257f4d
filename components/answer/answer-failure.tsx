import { CircleX, Hourglass } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import type { AnswerProblem } from "@/lib/client/answer-words";

/** Why an answer is not known to have been taken, and the way on. */
export function AnswerFailure({ problem, action }: { problem: AnswerProblem; action?: ReactNode }) {
  const here = usePathname();
  // What may have arrived has not failed.
  const isOpen = problem.next === "again";
  return (
    <Notice
      tone={isOpen ? "plain" : "failed"}
      icon={isOpen ? <Hourglass aria-hidden /> : <CircleX aria-hidden />}
      title={problem.title}
      action={action}
    >
      {problem.text}{" "}
      {problem.leadsTo === "sign-in" && (
        // A whole new page: nothing of the old session stays in memory.
        // oxlint-disable-next-line nextjs/no-html-link-for-pages
        <a
          href={`/sign-in?next=${encodeURIComponent(here)}`}
          className="font-medium text-accent underline underline-offset-2"
        >
          Sign in again
        </a>
      )}
    </Notice>
  );
}
