import { Plus } from "lucide-react";
import { Link } from "@/components/ui/link";
import { buttonClass } from "@/components/ui/button";

/** The way to a new task. */
export const NewTaskButton = () => (
  <Link href="/tasks/new" className={buttonClass("primary")}>
    <Plus aria-hidden />
    New task
  </Link>
);
