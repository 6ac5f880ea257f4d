import type { ComponentProps, ReactNode } from "react";
import type { TaskRow as Task } from "@/lib/contract/api";
import { TaskRow } from "./task-row";

/** The frame of the list, whether or not its rows are there yet. */
export function TaskTableFrame({
  children,
  ...rest
}: { children: ReactNode } & ComponentProps<"div">) {
  return (
    <div className="@container overflow-hidden rounded-lg border border-line bg-card" {...rest}>
      <table className="w-full table-fixed border-collapse text-left">
        <thead>
          <tr className="h-8 border-b border-line text-xs text-muted">
            <th scope="col" className="w-12 pl-3 font-medium sm:w-40">
              <span className="sr-only sm:not-sr-only">State</span>
            </th>
            <th scope="col" className="font-medium">
              Task
            </th>
            <th scope="col" className="hidden w-[36%] pl-4 font-medium lg:table-cell">
              Current step
            </th>
            <th scope="col" className="w-18 @max-[15rem]:hidden text-right font-medium sm:w-24">
              Changed
            </th>
            <th
              scope="col"
              className="w-12 @max-[15rem]:hidden pr-4 text-right font-medium sm:w-26"
            >
              <span className="sr-only sm:not-sr-only">Last runs</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

/**
 * One row per task; the whole row leads to its newest run.
 * @param gone ids of those that are no longer in the list
 */
export const TaskTable = ({
  tasks,
  gone,
  ...rest
}: { tasks: readonly Task[]; gone: ReadonlySet<string> } & ComponentProps<"div">) => (
  <TaskTableFrame {...rest}>
    {tasks.map((task) => (
      <TaskRow key={task.id} task={task} isGone={gone.has(task.id)} />
    ))}
  </TaskTableFrame>
);
