"use client";

import { useMemo } from "react";
import { BackLink } from "@/components/shell/back-link";
import { draftOf, EMPTY_DRAFT } from "@/lib/client/create-draft";
import { useHydrated } from "@/lib/client/now";
import type { TaskTemplate } from "@/lib/contract/actions";
import { CreateForm } from "./create-form";

/** For the first paint, which is the server's too. */
const NO_SLOT = { name: "", owner: null };

/**
 * The page to create a task.
 * @param from the task to begin with, if it was created here
 * @param owner whose drafts are kept in this tab
 */
export function CreateScreen({
  from,
  owner,
}: {
  from: { taskId: string; template: TaskTemplate } | null;
  owner: string;
}) {
  const isReady = useHydrated();
  const taskId = from?.taskId ?? null;
  const initial = useMemo(() => (from ? draftOf(from.template) : EMPTY_DRAFT), [from]);
  const slot = useMemo(
    () => (isReady ? { name: taskId ?? "new", owner } : NO_SLOT),
    [isReady, taskId, owner],
  );
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-3 py-4 sm:px-4">
      <div className="flex flex-col gap-1">
        <BackLink
          {...(taskId && {
            task: { href: `/tasks/${taskId}`, words: "All runs" },
          })}
        />
        <h1 className="text-xl font-semibold">{from ? "Run again" : "New task"}</h1>
        {from && (
          <p className="text-pretty text-muted">
            A new task, filled in as the earlier one was created. Change what you like; the earlier
            one stays as it is.
          </p>
        )}
      </div>
      <CreateForm
        key={`${isReady}`}
        slot={slot}
        initial={initial}
        here={taskId ? `/tasks/new?from=${taskId}` : "/tasks/new"}
        isReady={isReady}
      />
    </div>
  );
}
