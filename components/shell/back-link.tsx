"use client";

import { ChevronLeft } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useListAddress } from "@/lib/client/list-address";

/** The way back: to the task list with its filters, and to the task when below it. */
export function BackLink({ task }: { task?: { href: string; words: string } }) {
  const list = useListAddress();
  return (
    <nav
      aria-label="Back"
      className="-ml-1 flex print:hidden items-center gap-1 text-xs text-muted"
    >
      <Link
        href={list}
        className="inline-flex h-6 items-center gap-0.5 rounded-md pr-1 hover:text-ink [&_svg]:size-4"
      >
        <ChevronLeft aria-hidden />
        Tasks
      </Link>
      {task && (
        <>
          <span aria-hidden>/</span>
          <Link
            href={task.href}
            className="inline-flex h-6 items-center rounded-md px-1 hover:text-ink"
          >
            {task.words}
          </Link>
        </>
      )}
    </nav>
  );
}
