"use client";

import { CircleAlert, X } from "lucide-react";
import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Said } from "@/lib/client/stop-words";

/** What came of stopping, and what to do next. */
export function StopNotice({
  said,
  taskId,
  onAgain,
  onDismiss,
  children,
}: {
  said: Said;
  taskId: string;
  onAgain: () => void;
  /** Absent where it goes by itself. */
  onDismiss?: () => void;
  /** What else can be done. */
  children?: ReactNode;
}) {
  return (
    <Notice
      icon={<CircleAlert aria-hidden />}
      title={said.title}
      action={
        <div className="flex flex-wrap gap-2">
          {(said.next === "again" || said.next === "stop-task") && (
            <Button onClick={onAgain}>Try again</Button>
          )}
          {children}
          {said.next === "latest-run" && (
            <Link
              href={`/tasks/${encodeURIComponent(taskId)}/runs/latest`}
              className={buttonClass("plain")}
            >
              Open the latest run
            </Link>
          )}
        </div>
      }
      dismiss={
        onDismiss && (
          <Button look="quiet" size="small-icon" aria-label="Dismiss" onClick={onDismiss}>
            <X aria-hidden />
          </Button>
        )
      }
    >
      {said.text}
    </Notice>
  );
}
