import { RotateCw } from "lucide-react";
import { Link } from "@/components/ui/link";
import { buttonClass } from "@/components/ui/button";

/** The way to create a task once more, filled in as it was; only for tasks that were created here. */
export const RunAgain = ({ taskId }: { taskId: string }) => (
  <Link href={`/tasks/new?from=${encodeURIComponent(taskId)}`} className={buttonClass("plain")}>
    <RotateCw aria-hidden />
    Run again
  </Link>
);
